using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Jobs;

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ScriptJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using MlPlatform.Contracts;

namespace MlPlatform.Tuning.Domain;

/// <summary>How tuning jobs are stored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)], IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TuningJob))]
internal sealed partial class TuningDocuments : JsonSerializerContext;

using System.Text.Json.Serialization;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion;

/// <summary>How this service's documents are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamRecord))]
internal sealed partial class IngestionJson : JsonSerializerContext;

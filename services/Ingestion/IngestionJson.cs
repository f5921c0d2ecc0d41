using System.Text.Json.Serialization;
using MlPlatform.Ingestion.Delivery;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion;

/// <summary>How this service's documents are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamRecord))]
[JsonSerializable(typeof(DeliveryStreamRecord))]
[JsonSerializable(typeof(DeliveryProgress))]
internal sealed partial class IngestionJson : JsonSerializerContext;

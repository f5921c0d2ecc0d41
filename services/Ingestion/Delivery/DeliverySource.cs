using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>A log that a delivery stream reads: that of direct puts, or of one shard.</summary>
internal sealed record DeliverySource(string Name, SegmentedLog Log)
{
    public const string Direct = "direct";
}

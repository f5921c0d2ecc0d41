using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>A delivery stream that is open.</summary>
internal sealed class DeliveryStream(DeliveryStreamRecord record, SegmentedLog? direct)
{
    public const string DirectPut = "DirectPut";
    public const string KinesisStreamAsSource = "KinesisStreamAsSource";

    public DeliveryStreamRecord Record { get; } = record;

    /// <summary>The log of direct puts; null where a Kinesis stream is the source.</summary>
    public SegmentedLog? Direct { get; } = direct;

    public string Type => Direct is null ? KinesisStreamAsSource : DirectPut;
}

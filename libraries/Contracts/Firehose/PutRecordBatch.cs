using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Puts up to 500 records; the answer is in the order of the request.</summary>
public sealed record PutRecordBatchRequest : IAwsRequest<PutRecordBatchResponse>
{
    public static string Target => "Firehose_20150804.PutRecordBatch";

    [Required, RegularExpression(Shapes.Name)] public string DeliveryStreamName { get; init; } = null!;

    [Required, MinLength(1), MaxLength(500)] public IReadOnlyList<DeliveryRecord> Records { get; init; } = null!;
}

public sealed record PutRecordBatchResponse
{
    public required int FailedPutCount { get; init; }

    public bool? Encrypted { get; init; }

    public required IReadOnlyList<PutRecordBatchResponseEntry> RequestResponses { get; init; }
}

/// <summary>What became of one record: an id, or an error.</summary>
public sealed record PutRecordBatchResponseEntry
{
    public string? RecordId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }
}

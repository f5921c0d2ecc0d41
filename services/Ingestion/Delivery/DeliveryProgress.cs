namespace MlPlatform.Ingestion.Delivery;

/// <summary>How far one source of a delivery stream has been delivered.</summary>
internal sealed record DeliveryProgress
{
    /// <summary>The delivery stream's folder and the source's name.</summary>
    public required string Id { get; init; }

    /// <summary>Everything before this index is delivered.</summary>
    public required long NextIndex { get; init; }

    /// <summary>The object under way. It is written down before the first byte goes to S3, so that a crash repeats it to the letter.</summary>
    public DeliveryPlan? Plan { get; init; }
}

/// <summary>An object to be: which records it holds and what it is called.</summary>
internal sealed record DeliveryPlan
{
    public required long First { get; init; }

    /// <summary>The index behind the last record.</summary>
    public required long Next { get; init; }

    /// <summary>When the plan was made; what failed processing is dated by it.</summary>
    public required DateTimeOffset Planned { get; init; }

    public required string ObjectKey { get; init; }

    /// <summary>The object for what failed processing, written only where something did.</summary>
    public required string ErrorKey { get; init; }
}

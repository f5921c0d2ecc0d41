namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>How Shapley values are sampled.</summary>
public sealed record KernelShapOptions
{
    /// <summary>How many coalitions a row is scored with, each over the whole background; null: 2 × features + 2048. At least 4 × features.</summary>
    /// <remarks>Where all 2^features − 2 coalitions fit, all are taken and the values are exact.</remarks>
    public int? Samples { get; init; }

    /// <summary>The same seed gives the same coalitions, for every row and any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads share the rows.</summary>
    public int Threads { get; init; } = 1;
}

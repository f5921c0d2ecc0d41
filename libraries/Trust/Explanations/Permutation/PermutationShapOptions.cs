namespace MlPlatform.Trust.Explanations.Permutation;

/// <summary>How orders of features are drawn.</summary>
public sealed record PermutationShapOptions
{
    /// <summary>How many orders, each with its reverse; a pair scores 2 × features coalitions over the background. At least 2.</summary>
    public int Pairs { get; init; } = 20;

    /// <summary>The same seed gives the same orders, for every row and any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads share the rows.</summary>
    public int Threads { get; init; } = 1;
}

namespace MlPlatform.Trust.Explanations.Gradients;

/// <summary>How expected gradients are sampled.</summary>
public sealed record GradientShapOptions
{
    /// <summary>How many gradients a row and output is given.</summary>
    public int Samples { get; init; } = 200;

    /// <summary>The same seed gives the same draws, whatever the number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads share the rows.</summary>
    public int Threads { get; init; } = 1;
}

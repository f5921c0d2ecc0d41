namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>How a neighbourhood is drawn and a local model fitted; the defaults are the lime package's.</summary>
public sealed record LimeOptions
{
    /// <summary>How many samples are scored, the explained row or image among them; more make the standard errors smaller.</summary>
    public int Samples { get; init; } = 5000;

    /// <summary>At most so many features are in a local model.</summary>
    public int Features { get; init; } = 10;

    public LimeSelection Selection { get; init; } = LimeSelection.Auto;

    /// <summary>The distance over which nearness falls by e^−½; null: 0.75 √M for M columns, 0.25 for images.</summary>
    public double? KernelWidth { get; init; }

    /// <summary>The penalty on the squared coefficients.</summary>
    public double Alpha { get; init; } = 1;

    public ulong Seed { get; init; }

    /// <summary>How many threads score samples; the numbers do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Samples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Features, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Alpha);
        if (KernelWidth is { } width) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
    }
}

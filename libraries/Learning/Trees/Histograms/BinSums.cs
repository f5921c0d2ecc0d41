namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>One column's sums of a node: per bin, and after the bins that hold values those of the missing.</summary>
internal readonly ref struct BinSums(int bins, ReadOnlySpan<double> gradients, ReadOnlySpan<double> hessians)
{
    /// <summary>How many bins hold values.</summary>
    public int Bins { get; } = bins;

    public ReadOnlySpan<double> Gradients { get; } = gradients;

    public ReadOnlySpan<double> Hessians { get; } = hessians;

    public double MissingGradient => Gradients[Bins];

    public double MissingHessian => Hessians[Bins];
}

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Where the gradients of a norm's scale and shift are added up.</summary>
internal readonly ref struct NormGradient(Span<float> scale, Span<float> shift)
{
    public Span<float> Scale { get; } = scale;

    public Span<float> Shift { get; } = shift;

    public void AddRow<T>(ReadOnlySpan<float> deltas, ReadOnlySpan<float> normalised) where T : struct, ILanes<T>
    {
        ColumnKernel.Sum<T>(deltas, Shift);
        ColumnKernel.SumProducts<T>(deltas, normalised, Scale);
    }
}

using System.Buffers;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Tiles;

/// <summary>Room for one encoded row: on the caller's stack where it is short, else from the pool.</summary>
/// <remarks>Use: <c>using var scratch = new RowScratch(width, stackalloc float[RowScratch.StackLength]);</c>.</remarks>
internal readonly ref struct RowScratch
{
    public const int StackLength = 256;

    private readonly float[]? rented;

    public RowScratch(int length, Span<float> stack)
    {
        rented = length <= stack.Length ? null : ArrayPool<float>.Shared.Rent(length);
        Values = (rented ?? stack)[..length];
    }

    public Span<float> Values { get; }

    /// <summary>Encodes a raw row into the scratch.</summary>
    public ReadOnlySpan<float> Encode(FeatureEncoding encoding, ReadOnlySpan<double> row)
    {
        encoding.Encode(row, Values);
        return Values;
    }

    public void Dispose()
    {
        if (rented is not null) ArrayPool<float>.Shared.Return(rented);
    }
}

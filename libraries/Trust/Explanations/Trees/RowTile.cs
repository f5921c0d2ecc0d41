using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>A few rows side by side, a row per lane: what a walk over a tree needs at hand for all of them at once.</summary>
internal sealed class RowTile
{
    /// <summary>How many rows fit.</summary>
    public const int Rows = 32;

    private readonly Vector512<double>[] columns;
    private readonly Vector512<double>[] sides;
    private readonly Vector512<double>[] products;
    private readonly Vector512<double>[] sums;
    private readonly int width;

    /// <param name="width">Features of a row.</param>
    /// <param name="depth">The depth of the deepest tree.</param>
    /// <param name="points">The most points of a tree.</param>
    public RowTile(int width, int depth, int points)
    {
        const int Vectors = Rows / 8;
        this.width = width;
        columns = new Vector512<double>[width * Vectors];
        sides = new Vector512<double>[(depth + 1) * Vectors];
        products = new Vector512<double>[(depth + 1) * points * Vectors];
        sums = new Vector512<double>[(depth + 1) * points * Vectors];
    }

    /// <summary>How many vectors of eight rows are in use.</summary>
    public int Vectors { get; private set; }

    /// <summary>Takes rows in; lanes without a row are 0.</summary>
    public void Load(ReadOnlySpan<double> rows)
    {
        var count = rows.Length / width;
        Vectors = (count + 7) / 8;
        var values = MemoryMarshal.Cast<Vector512<double>, double>(columns.AsSpan());
        var lanes = Vectors * 8;
        for (var feature = 0; feature < width; feature++)
        {
            var column = values.Slice(feature * lanes, lanes);
            column[count..].Clear();
            for (var row = 0; row < count; row++) column[row] = rows[(row * width) + feature];
        }
    }

    public ReadOnlySpan<Vector512<double>> Column(int feature) => columns.AsSpan(feature * Vectors, Vectors);

    /// <summary>Per row, for the edge that leads down to a depth: 1 where the row goes the feature's way so far, else 0.</summary>
    public Span<Vector512<double>> Sides(int depth) => sides.AsSpan(depth * Vectors, Vectors);

    /// <summary>Per row and point: the product over the path's features of (1 − t) z + t o.</summary>
    public Span<Vector512<double>> Products(int depth, int points) => products.AsSpan(depth * points * Vectors, points * Vectors);

    /// <summary>Per row and point: the products times values, summed over the leaves below.</summary>
    public Span<Vector512<double>> Sums(int depth, int points) => sums.AsSpan(depth * points * Vectors, points * Vectors);
}

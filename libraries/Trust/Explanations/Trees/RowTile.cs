namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Up to 32 rows side by side: what a walk over a tree needs at hand for all of them at once.</summary>
internal sealed class RowTile
{
    private readonly Lanes[] columns;
    private readonly Lanes[] sides;
    private readonly Lanes[] products;
    private readonly Lanes[] sums;

    /// <param name="width">Features of a row.</param>
    /// <param name="depth">The depth of the deepest tree.</param>
    /// <param name="points">The most points of a tree.</param>
    public RowTile(int width, int depth, int points)
    {
        columns = new Lanes[width];
        sides = new Lanes[depth + 1];
        products = new Lanes[(depth + 1) * points];
        sums = new Lanes[(depth + 1) * points];
    }

    /// <summary>Takes rows in, laid one after another; lanes without a row keep what they have.</summary>
    public void Load(ReadOnlySpan<double> rows)
    {
        var width = columns.Length;
        var values = Lanes.Values(columns.AsSpan());
        for (var row = 0; row < rows.Length / width; row++)
        {
            for (var feature = 0; feature < width; feature++) values[(feature * Lanes.Count) + row] = rows[(row * width) + feature];
        }
    }

    /// <summary>The values of a feature.</summary>
    public ref readonly Lanes Column(int feature) => ref columns[feature];

    /// <summary>For the edge that leads down to a depth: 1 where the row goes the way of all the path's splits on its feature, else 0.</summary>
    public ref Lanes Side(int depth) => ref sides[depth];

    /// <summary>Per point: the product over the path's features of (1 − t) z + t o.</summary>
    public Span<Lanes> Products(int depth, int points) => products.AsSpan(depth * points, points);

    /// <summary>Per point: the products times values, summed over the leaves below.</summary>
    public Span<Lanes> Sums(int depth, int points) => sums.AsSpan(depth * points, points);
}

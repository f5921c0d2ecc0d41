using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>A few tiles of 32 rows side by side, and what a walk over a tree needs at hand for the rows of one of them.</summary>
internal sealed class RowTiles
{
    /// <summary>How many rows fit: few enough to stay near, enough to fetch a tree for many.</summary>
    public const int Rows = 8 * Lanes.Count;

    private readonly int width;
    private readonly Lanes[] columns;
    private readonly Lanes[] sides;
    private readonly Lanes[] products;
    private readonly Lanes[] sums;
    private readonly Lanes[] changes;
    private int offset;

    /// <param name="rows">The rows, laid one after another.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="depth">The depth of the deepest tree.</param>
    /// <param name="points">The most points of a tree.</param>
    public RowTiles(ReadOnlySpan<double> rows, int width, int depth, int points)
    {
        this.width = width;
        Count = FixedBlocks.Count(rows.Length / width, Lanes.Count);
        columns = new Lanes[Count * width];
        sides = new Lanes[depth + 1];
        products = new Lanes[(depth + 1) * points];
        sums = new Lanes[(depth + 1) * points];
        changes = new Lanes[(depth + 1) * points];
        var values = Lanes.Values(columns.AsSpan());
        for (var row = 0; row < rows.Length / width; row++)
        {
            for (var feature = 0; feature < width; feature++) values[Position(row, feature, width)] = rows[(row * width) + feature];
        }
    }

    /// <summary>How many tiles there are.</summary>
    public int Count { get; }

    /// <summary>Writes the cells of tiles row by row.</summary>
    public static void Unload(ReadOnlySpan<Lanes> tiles, Span<double> rows, int cells)
    {
        var lanes = Lanes.Values(tiles);
        for (var row = 0; row < rows.Length / cells; row++)
        {
            for (var cell = 0; cell < cells; cell++) rows[(row * cells) + cell] = lanes[Position(row, cell, cells)];
        }
    }

    /// <summary>Where the number of a row stands among tiles that have a number of cells each.</summary>
    private static int Position(int row, int cell, int cells) => (((row / Lanes.Count * cells) + cell) * Lanes.Count) + (row % Lanes.Count);

    /// <summary>Turns to a tile.</summary>
    public void Select(int tile) => offset = tile * width;

    /// <summary>Per feature: the values in the tile.</summary>
    public ReadOnlySpan<Lanes> Columns => columns.AsSpan(offset, width);

    /// <summary>By depth, for the edge that leads down to it: 1 where the row goes the way of all the path's splits on its feature, else 0.</summary>
    public Span<Lanes> Sides => sides;

    /// <summary>By depth and point: the product over the path's features of (1 − t) z + t o.</summary>
    public Span<Lanes> Products => products;

    /// <summary>By depth and point: the products times values, summed over the leaves below.</summary>
    public Span<Lanes> Sums => sums;

    /// <summary>By depth and point: what a split changes for its feature; used for interactions.</summary>
    public Span<Lanes> Changes => changes;

    /// <summary>The state above a root: nothing asked, and the points' weights.</summary>
    public void Start(TreeProgram program)
    {
        sides[0] = Lanes.All(1);
        for (var k = 0; k < program.Points; k++) products[k] = Lanes.All(program.Weights[k]);
    }
}

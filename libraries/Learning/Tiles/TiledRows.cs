using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Tiles;

/// <summary>Rows of floats in tiles of sixteen: within a tile, column after column, so that one vector holds one column of sixteen rows.</summary>
/// <remarks>The last tile is filled up with copies of the last row.</remarks>
internal sealed class TiledRows
{
    public const int TileHeight = 16;

    private readonly float[] values;

    public TiledRows(int count, int width)
    {
        Count = count;
        Width = width;
        TileCount = (count + TileHeight - 1) / TileHeight;
        TileLength = width * TileHeight;
        var length = (long)TileCount * TileLength;
        if (length > Array.MaxLength)
        {
            throw new LearningException($"{count} rows of {width} columns are more than the {Array.MaxLength} numbers that fit in memory at once.");
        }

        values = GC.AllocateUninitializedArray<float>((int)length);
    }

    /// <summary>Rows that were laid out before.</summary>
    public TiledRows(int count, int width, float[] values)
    {
        Count = count;
        Width = width;
        TileCount = (count + TileHeight - 1) / TileHeight;
        TileLength = width * TileHeight;
        if (values.Length != (long)TileCount * TileLength) throw new ArgumentException($"{values.Length} values are not {count} rows of {width} columns in tiles.");
        this.values = values;
    }

    public int Count { get; }

    public int Width { get; }

    public int TileCount { get; }

    /// <summary>How many floats a tile has.</summary>
    public int TileLength { get; }

    /// <summary>All tiles, one after another.</summary>
    public ReadOnlySpan<float> Values => values;

    public ReadOnlySpan<float> Tile(int tile) => values.AsSpan(tile * TileLength, TileLength);

    /// <summary>How many rows of a tile are not padding.</summary>
    public int RowsOf(int tile) => Math.Min(TileHeight, Count - (tile * TileHeight));

    /// <summary>Stores rows that lie one after another, from a row on that starts a tile.</summary>
    public void Store(int start, ReadOnlySpan<float> rows)
    {
        if (start % TileHeight != 0 || rows.Length % Width != 0) throw new ArgumentException($"Rows from {start} on do not start a tile.");
        var count = rows.Length / Width;
        for (var done = 0; done < count; done += TileHeight)
        {
            var height = Math.Min(TileHeight, count - done);
            Interleave(rows.Slice(done * Width, height * Width), values.AsSpan((start + done) / TileHeight * TileLength, TileLength), height);
        }
    }

    /// <summary>Stores rows that lie column after column, from a row on that starts a tile.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="columns">Column × stride.</param>
    /// <param name="stride">How far columns lie apart.</param>
    /// <param name="count">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StoreColumns(int start, ReadOnlySpan<float> columns, int stride, int count)
    {
        if (start % TileHeight != 0 || columns.Length < Width * stride || count > stride) throw new ArgumentException($"Rows from {start} on do not start a tile.");
        for (var done = 0; done < count; done += TileHeight)
        {
            var height = Math.Min(TileHeight, count - done);
            var tile = values.AsSpan((start + done) / TileHeight * TileLength, TileLength);
            for (var column = 0; column < Width; column++)
            {
                var target = tile.Slice(column * TileHeight, TileHeight);
                columns.Slice((column * stride) + done, height).CopyTo(target);
                target[height..].Fill(target[height - 1]);
            }
        }
    }

    /// <summary>One row, copied.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        var tile = Tile(row / TileHeight);
        for (int column = 0, i = row % TileHeight; column < Width; column++, i += TileHeight) target[column] = tile[i];
    }

    /// <summary>The rows named, in that order, copied.</summary>
    public TiledRows Take(ReadOnlySpan<int> rows)
    {
        var taken = new TiledRows(rows.Length, Width);
        var buffer = new float[TileHeight * Width];
        for (var start = 0; start < rows.Length; start += TileHeight)
        {
            var height = Math.Min(TileHeight, rows.Length - start);
            for (var i = 0; i < height; i++) CopyRow(rows[start + i], buffer.AsSpan(i * Width, Width));
            taken.Store(start, buffer.AsSpan(0, height * Width));
        }

        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Interleave(ReadOnlySpan<float> rows, Span<float> tile, int height)
    {
        for (var lane = 0; lane < TileHeight; lane++)
        {
            var row = rows.Slice(Math.Min(lane, height - 1) * Width, Width);
            for (int column = 0, i = lane; column < row.Length; column++, i += TileHeight) tile[i] = row[column];
        }
    }
}

using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Tests.Tiles;

public sealed class TileKernelsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(28, 10)]
    [InlineData(33, 16)]
    [InlineData(5, 21)]
    public void Combine_OnEveryPath_GivesTheSameBitsAndTheDistances(int width, int points)
    {
        var rows = SampleRows.Normal(16, width, 1);
        var others = SampleRows.Normal(points, width, 2);
        var tile = SampleRows.Tiled(rows, width).Tile(0);
        var packed = new PackedPoints(points, width);
        for (var i = 0; i < points; i++) packed.SetForDistance(i, others.AsSpan(i * width, width));
        var results = Enum.GetValues<KernelPath>().Select(path => new float[packed.ResultLength]).ToArray();
        foreach (var path in Enum.GetValues<KernelPath>()) TileKernels.Combine(path, tile, packed, results[(int)path]);
        for (var point = 0; point < points; point++)
        {
            for (var row = 0; row < 16; row++)
            {
                var at = (point * 16) + row;
                Assert.All(results, result => Assert.Equal(results[0][at], result[at]));
                var own = rows.AsSpan(row * width, width);
                var expected = Distances.Squared(own, others.AsSpan(point * width, width)) - Distances.Squared(own, new float[width]);
                Assert.Equal(expected, results[0][at], 1e-5 * width);
            }
        }
    }

    [Fact]
    public void Squares_OnEveryPath_GiveTheSameBits()
    {
        const int Width = 13;
        var tile = SampleRows.Tiled(SampleRows.Normal(16, Width, 3), Width);
        var scalar = new float[16];
        TileKernels.Squares(KernelPath.Scalar, tile.Tile(0), scalar);
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            var squares = new float[16];
            TileKernels.Squares(path, tile.Tile(0), squares);
            Assert.Equal(scalar, squares);
        }
    }

    [Fact]
    public void LeastTwo_WithTies_TakesTheFirstOnEveryPath()
    {
        var results = new float[5 * 16];
        for (var i = 0; i < results.Length; i++) results[i] = (i * 7 % 5) - (i % 3);
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            var (nearest, least, second) = (new int[16], new float[16], new float[16]);
            NearestKernels.LeastTwo(path, results, 5, nearest, least, second);
            for (var row = 0; row < 16; row++)
            {
                var own = Enumerable.Range(0, 5).Select(point => results[(point * 16) + row]).ToArray();
                Assert.Equal(Array.IndexOf(own, own.Min()), nearest[row]);
                Assert.Equal(own.Order().Take(2), [least[row], second[row]]);
            }
        }
    }

    [Fact]
    public void KeepLess_OnEveryPath_IsTheLesserAndNeverNegative()
    {
        var results = SampleRows.Normal(16, 1, 4);
        var squares = SampleRows.Normal(16, 1, 5).Select(Math.Abs).ToArray();
        var before = SampleRows.Normal(16, 1, 6).Select(Math.Abs).ToArray();
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            var after = new float[16];
            NearestKernels.KeepLess(path, results, squares, before, after);
            for (var i = 0; i < 16; i++) Assert.Equal(Math.Min(before[i], Math.Max(0, results[i] + squares[i])), after[i]);
        }
    }

    [Fact]
    public void TiledRows_StoredInPieces_GiveBackEveryRow()
    {
        const int Width = 3;
        var values = SampleRows.Normal(37, Width, 7);
        var rows = new TiledRows(37, Width);
        rows.Store(0, values.AsSpan(0, 16 * Width));
        rows.Store(16, values.AsSpan(16 * Width));
        var row = new float[Width];
        for (var i = 0; i < 37; i++)
        {
            rows.CopyRow(i, row);
            Assert.Equal(values[(i * Width)..((i + 1) * Width)], row);
        }

        rows.Take([36, 0]).CopyRow(0, row);
        Assert.Equal(values[^Width..], row);
        Assert.Equal(values[^1], rows.Tile(2)[^1]);
    }
}

using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Lime.Images;

namespace MlPlatform.Trust.Tests.Explanations.Lime;

public sealed class SlicTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cut_OfNoise_GivesConnectedPiecesOfAboutTheCountAskedFor(int channels)
    {
        var shape = new ImageShape(50, 70, channels);
        var random = new SeededRandom(2);
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(_ => (float)random.NextDouble())];

        var segments = Slic.Cut(shape, image, new SlicOptions { Count = 35, Compactness = 40 });

        Assert.InRange(segments.Count, 20, 50);
        for (var piece = 0; piece < segments.Count; piece++) Assert.Equal(segments.Sizes[piece], Reached(shape, segments.Labels, piece));
    }

    [Fact]
    public void Cut_OfAnImageWithAStrongEdge_HasNoPieceOnBothSides()
    {
        var shape = new ImageShape(40, 40, 3);
        var image = new float[shape.Length];
        for (var pixel = 0; pixel < shape.Pixels; pixel++) image[pixel * 3] = OnTheLeft(pixel) ? 1 : 0;

        var segments = Slic.Cut(shape, image, new SlicOptions { Count = 16 });

        var sides = Enumerable.Range(0, shape.Pixels).GroupBy(pixel => segments.Labels[pixel]);
        Assert.All(sides, piece => Assert.Single(piece.Select(OnTheLeft).Distinct()));

        // A slanted line that no grid of centres follows by itself.
        static bool OnTheLeft(int pixel) => pixel % 40 < 13 + (pixel / 40 / 3);
    }

    [Fact]
    public void Cut_OfAFlatImage_IsAGrid()
    {
        var shape = new ImageShape(20, 40, 1);

        var segments = Slic.Cut(shape, new float[shape.Length], new SlicOptions { Count = 8 });

        Assert.Equal(8, segments.Count);
        Assert.All(segments.Sizes, size => Assert.Equal(100, size));
    }

    [Fact]
    public void Cut_OfOnePixel_IsOnePiece() => Assert.Equal([0], Slic.Cut(new ImageShape(1, 1, 1), [0.5f], new SlicOptions()).Labels);

    [Fact]
    public void Cut_TwiceOfTheSameImage_IsTheSame()
    {
        var shape = new ImageShape(16, 16, 3);
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => i * 37 % 101 / 101f)];

        Assert.Equal(Slic.Cut(shape, image, new SlicOptions { Count = 9 }).Labels, Slic.Cut(shape, image, new SlicOptions { Count = 9 }).Labels);
    }

    /// <summary>How many pixels of a piece can be reached from its first one within it.</summary>
    private static int Reached(ImageShape shape, int[] labels, int piece)
    {
        var seen = new HashSet<int> { Array.IndexOf(labels, piece) };
        var open = new Queue<int>(seen);
        while (open.TryDequeue(out var pixel))
        {
            int row = pixel / shape.Width, column = pixel % shape.Width;
            foreach (var (r, c) in new[] { (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1) })
            {
                var next = (r * shape.Width) + c;
                if (r >= 0 && c >= 0 && r < shape.Height && c < shape.Width && labels[next] == piece && seen.Add(next)) open.Enqueue(next);
            }
        }

        return seen.Count;
    }
}

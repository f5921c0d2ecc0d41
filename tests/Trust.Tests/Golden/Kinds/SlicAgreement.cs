using System.Text.Json;
using MlPlatform.Trust.Explanations.Lime.Images;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>How alike our cut of an image is to another: their adjusted Rand index. Input: height, width, size (of a cell), compactness, labels.</summary>
internal static class SlicAgreement
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var shape = new ImageShape(input.GetProperty("height").GetInt32(), input.GetProperty("width").GetInt32(), 3);
        var size = input.GetProperty("size").GetInt32();
        var options = new SlicOptions { Count = shape.Pixels / (size * size), Compactness = input.GetProperty("compactness").GetDouble() };
        return [AdjustedRandIndex(Slic.Cut(shape, Image(shape, size), options).Labels, input.Codes("labels"))];
    }

    /// <summary>Hubert and Arabie's adjusted Rand index: 1 for the same cut, 0 on average for cuts that know nothing of each other.</summary>
    private static double AdjustedRandIndex(int[] ours, int[] theirs)
    {
        var both = ours.Zip(theirs).GroupBy(pair => pair).Sum(cell => Pairs(cell.Count()));
        double rows = ours.GroupBy(label => label).Sum(piece => Pairs(piece.Count())), columns = theirs.GroupBy(label => label).Sum(piece => Pairs(piece.Count()));
        var byChance = rows * columns / Pairs(ours.Length);
        return (both - byChance) / (((rows + columns) / 2) - byChance);
    }

    private static double Pairs(double count) => count * (count - 1) / 2;

    /// <summary>The image that the script Make/skimage_slic.py draws.</summary>
    private static float[] Image(ImageShape shape, int size)
    {
        var image = new float[shape.Length];
        for (var pixel = 0; pixel < shape.Pixels; pixel++)
        {
            double x = pixel % shape.Width, y = pixel / shape.Width;
            var row = (int)Math.Floor((y + (1.5 * Math.Sin(x / 5))) / size) + 1;
            var column = (int)Math.Floor((x + (1.5 * Math.Cos(y / 4))) / size) + 1;
            image[pixel * 3] = row % 3 / 2f;
            image[(pixel * 3) + 1] = column % 3 / 2f;
            image[(pixel * 3) + 2] = (row + column) % 2 / 2f;
        }

        return image;
    }
}

namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>How an image is cut by <see cref="Slic"/>.</summary>
public sealed record SlicOptions
{
    /// <summary>About how many pieces.</summary>
    public int Count { get; init; } = 50;

    /// <summary>How much nearness in the picture counts against likeness of colour: larger is squarer.</summary>
    public double Compactness { get; init; } = 10;

    public int Iterations { get; init; } = 10;
}

/// <summary>Superpixels by simple linear iterative clustering: k-means over colour and place in which a centre looks only around itself.</summary>
/// <remarks>
/// Achanta and others, IEEE PAMI 34 (2012). With spacing s = √(pixels / count) and compactness m, a pixel joins the centre with the least
/// ‖colour‖² + (m / s)² ‖place‖² in L*a*b*; a centre looks no further than
/// 2 s. Afterwards pieces are made connected, and those of less than half a cell join a neighbour. No randomness: the first centres lie on a grid.
/// </remarks>
public static class Slic
{
    private const int Dimensions = 5;

    public static Segments Cut(ImageShape shape, ReadOnlySpan<float> image, SlicOptions options)
    {
        shape.Check(image);
        if (shape.Channels is not (1 or 3)) throw new ArgumentException($"Images are grey or of three colours, not of {shape.Channels} channels.", nameof(shape));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Compactness);

        var lab = LabColour.Of(image, shape.Channels);
        var spacing = Math.Sqrt((double)shape.Pixels / Math.Min(options.Count, shape.Pixels));
        var centres = Grid(shape, lab, spacing);
        var labels = new int[shape.Pixels];
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            Assign(shape, lab, centres, spacing, options.Compactness, labels);
            Move(shape, lab, centres, labels);
        }

        return ConnectedPieces.Of(shape, lab, labels, (int)(spacing * spacing / 2));
    }

    /// <summary>Centres (L, a, b, row, column) in the middle of the cells of a grid.</summary>
    private static double[] Grid(ImageShape shape, double[] lab, double spacing)
    {
        int down = Math.Max(1, (int)Math.Round(shape.Height / spacing)), across = Math.Max(1, (int)Math.Round(shape.Width / spacing));
        var centres = new double[down * across * Dimensions];
        for (var i = 0; i < down * across; i++)
        {
            double row = ((i / across) + 0.5) * shape.Height / down, column = ((i % across) + 0.5) * shape.Width / across;
            lab.AsSpan((((int)row * shape.Width) + (int)column) * 3, 3).CopyTo(centres.AsSpan(i * Dimensions));
            centres[(i * Dimensions) + 3] = row - 0.5;
            centres[(i * Dimensions) + 4] = column - 0.5;
        }

        return centres;
    }

    private static void Assign(ImageShape shape, double[] lab, double[] centres, double spacing, double compactness, int[] labels)
    {
        var nearest = new double[shape.Pixels];
        Array.Fill(nearest, double.PositiveInfinity);
        var placeWeight = compactness * compactness / (spacing * spacing);
        var reach = (int)Math.Ceiling(2 * spacing);
        for (var centre = 0; centre < centres.Length / Dimensions; centre++)
        {
            var c = centres.AsSpan(centre * Dimensions, Dimensions);
            int bottom = Math.Min(shape.Height, (int)c[3] + reach + 1), right = Math.Min(shape.Width, (int)c[4] + reach + 1);
            for (var row = Math.Max(0, (int)c[3] - reach); row < bottom; row++)
            {
                var down = placeWeight * (row - c[3]) * (row - c[3]);
                for (var column = Math.Max(0, (int)c[4] - reach); column < right; column++)
                {
                    var pixel = (row * shape.Width) + column;
                    var colour = lab.AsSpan(pixel * 3, 3);
                    double dl = colour[0] - c[0], da = colour[1] - c[1], db = colour[2] - c[2], dx = column - c[4];
                    var distance = (dl * dl) + (da * da) + (db * db) + down + (placeWeight * dx * dx);
                    if (distance >= nearest[pixel]) continue;
                    nearest[pixel] = distance;
                    labels[pixel] = centre;
                }
            }
        }
    }

    /// <summary>Moves every centre to the mean of its pixels; one that has lost all of them stays.</summary>
    private static void Move(ImageShape shape, double[] lab, double[] centres, int[] labels)
    {
        var sums = new double[centres.Length];
        var sizes = new int[centres.Length / Dimensions];
        for (var pixel = 0; pixel < labels.Length; pixel++)
        {
            var sum = sums.AsSpan(labels[pixel] * Dimensions, Dimensions);
            for (var i = 0; i < 3; i++) sum[i] += lab[(pixel * 3) + i];
            sum[3] += pixel / shape.Width;
            sum[4] += pixel % shape.Width;
            sizes[labels[pixel]]++;
        }

        for (var i = 0; i < centres.Length; i++)
        {
            if (sizes[i / Dimensions] > 0) centres[i] = sums[i] / sizes[i / Dimensions];
        }
    }
}

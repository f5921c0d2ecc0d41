namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>CIE L*a*b* under D65 from sRGB: a space in which distance is about what an eye calls difference.</summary>
internal static class LabColour
{
    /// <summary>Pixels × 3 of an image with values from 0 to 1; grey is lightness alone.</summary>
    public static double[] Of(ReadOnlySpan<float> image, int channels)
    {
        var pixels = image.Length / channels;
        var lab = new double[pixels * 3];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            if (channels == 3) Convert(image.Slice(pixel * 3, 3), lab.AsSpan(pixel * 3, 3));
            else lab[pixel * 3] = 100 * image[pixel];
        }

        return lab;
    }

    private static void Convert(ReadOnlySpan<float> rgb, Span<double> lab)
    {
        double r = Linear(rgb[0]), g = Linear(rgb[1]), b = Linear(rgb[2]);
        var x = Root(((0.412453 * r) + (0.357580 * g) + (0.180423 * b)) / 0.95047);
        var y = Root((0.212671 * r) + (0.715160 * g) + (0.072169 * b));
        var z = Root(((0.019334 * r) + (0.119193 * g) + (0.950227 * b)) / 1.08883);
        lab[0] = (116 * y) - 16;
        lab[1] = 500 * (x - y);
        lab[2] = 200 * (y - z);
    }

    private static double Linear(double value) => value > 0.04045 ? Math.Pow((value + 0.055) / 1.055, 2.4) : value / 12.92;

    private static double Root(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
}

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Nearness of a sample at distance d: √exp(−d² / width²), the lime package's exponential kernel.</summary>
internal static class ProximityKernel
{
    public static double Weight(double squaredDistance, double width) => Math.Exp(-0.5 * squaredDistance / (width * width));

    /// <summary>The lime package's default for a table of this many columns: 0.75 √M.</summary>
    public static double TableWidth(int columns) => 0.75 * Math.Sqrt(columns);
}

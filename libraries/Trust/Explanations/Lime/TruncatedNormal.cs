using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Draws a standard normal number within [low, high] by rejection, without inverting its distribution.</summary>
/// <remarks>Robert, "Simulation of truncated normal variables", Statistics and Computing 5 (1995): the proposal is chosen by where the interval lies.</remarks>
internal static class TruncatedNormal
{
    private static readonly double WideInterval = Math.Sqrt(2 * Math.PI);

    public static double Draw(SeededRandom random, double low, double high)
    {
        if (!(low < high)) return low;
        if (high < 0) return -Draw(random, -high, -low);
        if (low <= 0) return high - low > WideInterval ? Normal(random, low, high) : Uniform(random, low, high, 0);
        return high - low > TailLength(low) ? Tail(random, low, high) : Uniform(random, low, high, low);
    }

    private static double Normal(SeededRandom random, double low, double high)
    {
        double z;
        do z = random.NextNormal();
        while (z < low || z > high);
        return z;
    }

    /// <summary>Proposes evenly over the interval; the density is highest at <paramref name="peak"/>.</summary>
    private static double Uniform(SeededRandom random, double low, double high, double peak)
    {
        double z;
        do z = low + ((high - low) * random.NextDouble());
        while (random.NextDouble() > Math.Exp(((peak * peak) - (z * z)) / 2));
        return z;
    }

    /// <summary>Proposes from the exponential distribution that hugs the tail beyond <paramref name="low"/>.</summary>
    private static double Tail(SeededRandom random, double low, double high)
    {
        var rate = Rate(low);
        double z;
        do z = low - (Math.Log(1 - random.NextDouble()) / rate);
        while (z > high || random.NextDouble() > Math.Exp(-(z - rate) * (z - rate) / 2));
        return z;
    }

    /// <summary>Beyond this length of interval the exponential proposal is accepted more often than the even one.</summary>
    private static double TailLength(double low)
    {
        var root = Math.Sqrt((low * low) + 4);
        return 2 * Math.Sqrt(Math.E) / (low + root) * Math.Exp(((low * low) - (low * root)) / 4);
    }

    private static double Rate(double low) => (low + Math.Sqrt((low * low) + 4)) / 2;
}

using System.Runtime.InteropServices;

namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The exact distribution of the two-sample Cramér-von Mises statistic for small samples without ties.</summary>
/// <remarks>
/// Xiao, Gordon, Yakovlev (2006), "A C++ program for the Cramér-von Mises two-sample test": along a lattice path the whole number
/// ζ = Σ (a v − b u)² grows, with a = lcm / m and b = lcm / n; how often each ζ occurs is carried from cell to cell.
/// </remarks>
internal static class CramerVonMisesExact
{
    /// <summary>The largest sample that is enumerated; scipy's limit too.</summary>
    public const int MostValues = 20;

    /// <summary>P(ζ ≥ zeta).</summary>
    public static double Tail(long zeta, int m, int n)
    {
        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(m, n);
        long a = n / common, b = m / common;
        var row = new Dictionary<long, double>[m + 1];
        for (var u = 0; u <= n; u++)
        {
            for (var v = 0; v <= m; v++)
            {
                var step = ((a * v) - (b * u)) * ((a * v) - (b * u));
                var cell = new Dictionary<long, double>();
                if (u == 0 && v == 0) cell[0] = 1;
                if (u > 0) AddShifted(cell, row[v], step);
                if (v > 0) AddShifted(cell, row[v - 1], step);
                row[v] = cell;
            }
        }

        double above = 0, all = 0;
        foreach (var (value, paths) in row[m])
        {
            all += paths;
            if (value >= zeta) above += paths;
        }

        return above / all;
    }

    private static void AddShifted(Dictionary<long, double> cell, Dictionary<long, double> from, long step)
    {
        foreach (var (value, paths) in from) CollectionsMarshal.GetValueRefOrAddDefault(cell, value + step, out _) += paths;
    }
}

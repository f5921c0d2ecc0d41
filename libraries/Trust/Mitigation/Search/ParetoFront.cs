namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>Which of several points no other one beats.</summary>
internal static class ParetoFront
{
    /// <summary>Whether each point is on the front: no other is at most as high in every number and lower in one.</summary>
    /// <param name="costs">Per point, numbers that should be small.</param>
    public static bool[] Of(IReadOnlyList<double[]> costs)
    {
        var onFront = new bool[costs.Count];
        for (var i = 0; i < onFront.Length; i++) onFront[i] = !costs.Any(other => Dominates(other, costs[i]));
        return onFront;
    }

    private static bool Dominates(double[] one, double[] other)
    {
        var isLower = false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] > other[i]) return false;
            isLower |= one[i] < other[i];
        }

        return isLower;
    }
}

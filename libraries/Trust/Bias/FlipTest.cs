namespace MlPlatform.Trust.Bias;

/// <summary>Clarify's flip test: would the group's rows be predicted otherwise if they were treated as the nearest rows of the rest are?</summary>
/// <remarks>
/// FT = (F⁺ − F⁻) / n_d, where F⁺ of the group's rows are predicted favourable while most of their nearest neighbours among the rest are
/// not, and F⁻ the other way round. 5 neighbours; 1 where the rest has fewer than 10 rows. Below zero the group is worse off. (After Black,
/// Yeom, Fredrikson 2020; nearest neighbours instead of optimal transport.)
/// </remarks>
public static class FlipTest
{
    private const int Neighbors = 5;
    private const int RowsForNeighbors = 10;

    /// <param name="features">One row per row of the data.</param>
    /// <param name="group">Whether the row belongs to the group in question.</param>
    /// <param name="favorable">Whether the row is predicted favourable.</param>
    public static MetricOutcome Of(FeatureRows features, bool[] group, bool[] favorable, int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(favorable.Length, group.Length, nameof(favorable));
        features.Require(group.Length);
        int[] members = [.. Enumerable.Range(0, group.Length).Where(row => group[row])];
        int[] rest = [.. Enumerable.Range(0, group.Length).Where(row => !group[row])];
        if (members.Length == 0) return MetricOutcome.Undefined("no row belongs to the group");
        if (rest.Length == 0) return MetricOutcome.Undefined("every row belongs to the group, there is no rest to compare it with");

        var k = rest.Length >= RowsForNeighbors ? Neighbors : 1;
        var nearest = NearestNeighbors.Find(features.Take(rest), features.Take(members), features.Width, k, threads, cancellationToken);
        var balance = 0;
        for (var i = 0; i < members.Length; i++)
        {
            var votes = 0;
            foreach (var place in nearest.AsSpan(i * k, k)) votes += favorable[rest[place]] ? 1 : 0;
            balance += (favorable[members[i]] ? 1 : 0) - (2 * votes > k ? 1 : 0);
        }

        return MetricOutcome.Of((double)balance / members.Length);
    }
}

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

    private static readonly bool[] IsFavored = [false, false, true];

    /// <param name="features">One row per row of the data.</param>
    /// <param name="group">Whether the row belongs to the group in question.</param>
    /// <param name="favorable">Whether the row is predicted favourable.</param>
    public static MetricOutcome Of(FeatureRows features, bool[] group, bool[] favorable, int threads, CancellationToken cancellationToken)
    {
        if (Array.TrueForAll(group, member => member)) return MetricOutcome.Undefined("every row belongs to the group, there is no rest to compare it with");
        return Array.TrueForAll(group, member => !member)
            ? MetricOutcome.Undefined("no row belongs to the group")
            : Of(Flips(features, group, favorable, threads, cancellationToken));
    }

    /// <summary>The test of counted flips, or of a resample of them; see <see cref="Flips"/>.</summary>
    public static MetricOutcome Of(OutcomeTable flips)
    {
        var rows = flips.Groups(IsFavored).Whole;
        return MetricOutcome.Ratio(rows.LabelCounts[2] - rows.LabelCounts[0], rows.Rows, "no row belongs to the group");
    }

    /// <summary>
    /// The group's rows counted by how they are predicted beside their neighbours: worse (0), alike (1), better (2). A bootstrap of this table
    /// draws the group's rows anew and holds the rest fixed, so its interval leaves out what the choice of the rest adds.
    /// </summary>
    /// <exception cref="ArgumentException">The group or the rest has no rows.</exception>
    public static OutcomeTable Flips(FeatureRows features, bool[] group, bool[] favorable, int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(favorable.Length, group.Length, nameof(favorable));
        features.Require(group.Length);
        int[] members = [.. Enumerable.Range(0, group.Length).Where(row => group[row])];
        int[] rest = [.. Enumerable.Range(0, group.Length).Where(row => !group[row])];
        if (members.Length == 0 || rest.Length == 0) throw new ArgumentException("The flip test needs rows of the group and of the rest.", nameof(group));

        var k = rest.Length >= RowsForNeighbors ? Neighbors : 1;
        var nearest = NearestNeighbors.Find(features.Take(rest), features.Take(members), features.Width, k, threads, cancellationToken);
        var flips = new int[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var votes = 0;
            foreach (var place in nearest.AsSpan(i * k, k)) votes += favorable[rest[place]] ? 1 : 0;
            flips[i] = 1 + (favorable[members[i]] ? 1 : 0) - (2 * votes > k ? 1 : 0);
        }

        return OutcomeTable.Count(new int[members.Length], 1, flips, 3, []);
    }
}

namespace MlPlatform.Trust.Bias;

/// <summary>An intersection of facet values, held against all other rows.</summary>
/// <param name="Title">In words: sex=female &amp; age=young.</param>
/// <param name="Facets">The positions of its facets in the table.</param>
/// <param name="Codes">Its value of each of them.</param>
/// <param name="Comparison">Its counts (Group) and those of all other rows (Rest).</param>
/// <param name="Outcome">The metric.</param>
/// <param name="Severity">How bad that is for the group; see <see cref="BiasMetric.Severity"/>.</param>
public sealed record Intersection(
    string Title, IReadOnlyList<int> Facets, IReadOnlyList<int> Codes, FacetComparison Comparison, MetricOutcome Outcome, double Severity);

/// <summary>What a search found.</summary>
/// <param name="Worst">The worst intersections, worst first.</param>
/// <param name="Tested">How many intersections were large enough and had a value. The worst of many is bad by chance too: see the docs.</param>
/// <param name="TooSmall">How many had rows, but fewer than the minimum.</param>
/// <param name="Undefined">How many were large enough but had no value.</param>
public sealed record IntersectionFindings(IReadOnlyList<Intersection> Worst, int Tested, int TooSmall, int Undefined);

/// <summary>How the worst intersection is sought.</summary>
/// <param name="MinimumRows">Smaller intersections are not looked at (rows, whatever their weights).</param>
/// <param name="Depth">How many facets an intersection may combine.</param>
/// <param name="Top">How many to report.</param>
public sealed record IntersectionSearchOptions(int MinimumRows = 30, int Depth = 2, int Top = 10);

/// <summary>Seeks the intersection of facet values that a metric says is treated worst.</summary>
/// <remarks>
/// All sets of up to Depth facets, each folded from the one table; a set is left out where its largest group is already too small, since
/// adding a facet can only divide groups. Order: severity, then fewer facets, then facets and codes.
/// </remarks>
public static class IntersectionSearch
{
    /// <param name="table">The counts along all facets that may combine.</param>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    /// <param name="metric">By what to judge.</param>
    public static IntersectionFindings Find(
        OutcomeTable table, bool[] favorable, BiasMetric metric, IntersectionSearchOptions options, CancellationToken cancellationToken)
    {
        var (found, tooSmall, undefined) = (new List<Intersection>(), 0, 0);
        foreach (var facets in Sets(table, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folded = table.Along(facets);
            var groups = folded.Groups(favorable);
            var rests = Rests(groups);
            for (var value = 0; value < folded.FacetValues; value++)
            {
                var rows = groups.Groups[value].RowCount;
                if (rows == 0) continue;
                if (rows < options.MinimumRows)
                {
                    tooSmall++;
                    continue;
                }

                var comparison = new FacetComparison(rests[value], groups.Groups[value], groups.HasPredictions);
                var outcome = metric.Compute(comparison);
                if (outcome.Value is { } number) found.Add(new Intersection(folded.Title(value), facets, folded.Codes(value), comparison, outcome, metric.Severity(number)));
                else undefined++;
            }
        }

        // Sorting is stable, so equally bad intersections stay in the order in which they were tried.
        return new IntersectionFindings([.. found.OrderByDescending(item => item.Severity).Take(options.Top)], found.Count, tooSmall, undefined);
    }

    /// <summary>By group: all other groups together. Those before and those after it are each summed once, so that nothing is subtracted.</summary>
    private static GroupOutcomes[] Rests(GroupSet groups)
    {
        var count = groups.Groups.Count;
        var after = new GroupOutcomes?[count + 1];
        for (var value = count - 1; value > 0; value--) after[value] = Join(groups.Groups[value], after[value + 1]);
        var rests = new GroupOutcomes[count];
        GroupOutcomes? before = null;
        for (var value = 0; value < count; value++)
        {
            rests[value] = Join(before, after[value + 1]);
            before = Join(before, groups.Groups[value]);
        }

        return rests;
    }

    private static GroupOutcomes Join(params ReadOnlySpan<GroupOutcomes?> groups)
    {
        var present = new List<GroupOutcomes>();
        foreach (var group in groups)
        {
            if (group is not null) present.Add(group);
        }

        return GroupOutcomes.Join("the rest", present);
    }

    /// <summary>Sets of facets, small ones first, each extended only while one of its groups is large enough.</summary>
    private static IEnumerable<int[]> Sets(OutcomeTable table, IntersectionSearchOptions options)
    {
        var level = new List<int[]> { Array.Empty<int>() };
        for (var depth = 1; depth <= Math.Min(options.Depth, table.Facets.Count); depth++)
        {
            var next = new List<int[]>();
            foreach (var set in level)
            {
                for (var facet = set.Length == 0 ? 0 : set[^1] + 1; facet < table.Facets.Count; facet++)
                {
                    int[] extended = [.. set, facet];
                    var folded = table.Along(extended);
                    if (!Enumerable.Range(0, folded.FacetValues).Any(value => folded.RowCount(value) >= options.MinimumRows)) continue;
                    next.Add(extended);
                    yield return extended;
                }
            }

            level = next;
        }
    }
}

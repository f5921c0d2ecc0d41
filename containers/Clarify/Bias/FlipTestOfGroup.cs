using MlPlatform.Clarify.Data;
using MlPlatform.Tables;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>The flip test (FT) of a group over the feature columns other than its facet, which must be numbers, as in Clarify.</summary>
internal static class FlipTestOfGroup
{
    /// <summary>Every row of the group is measured against every row of the rest; beyond this many pairs (some 20 seconds) the test is left out, and says so.</summary>
    public const double MostPairs = 1e10;

    /// <summary>Its name, stage and reading; its value needs features, see <see cref="Compute"/>.</summary>
    public static BiasMetric Metric { get; } = new(
        "FT", "Flip Test (FT)", BiasStage.PostTraining, 0, BiasReading.BelowDisfavorsGroup, _ => MetricOutcome.Undefined("FT needs features, not only the counts of two sides"));

    public static MetricResult Compute(AnalysisContext context, FacetGroup group, CancellationToken cancellationToken)
    {
        var predicted = context.Predictions.Codes;
        int[] rows = [.. Enumerable.Range(0, predicted.Length).Where(row =>
            predicted[row] != CodedColumn.Missing && group.Column.Codes[row] != CodedColumn.Missing && context.Label.Column.Codes[row] != CodedColumn.Missing)];
        var features = context.Features.Columns.Where(column => column.Name != group.Facet).ToArray();
        var members = Array.ConvertAll(rows, row => group.Members[group.Column.Codes[row]]);
        if (WhyNot(features, rows, members) is { } reason) return new MetricResult(Metric, MetricOutcome.Undefined(reason));
        var flips = FlipTest.Flips(
            Take(features, rows), members, Array.ConvertAll(rows, row => context.Label.Favorable[predicted[row]]), context.Threads, cancellationToken);
        var interval = Bootstrap.Of(flips, resample => [FlipTest.Of(resample)], context.Bootstrap, cancellationToken)[0];
        return new MetricResult(Metric, interval.Value) { Interval = interval };
    }

    private static string? WhyNot(Column[] features, int[] rows, bool[] members)
    {
        if (Array.TrueForAll(members, member => member)) return "every row belongs to the group, there is no rest to compare it with";
        if (Array.TrueForAll(members, member => !member)) return "no row belongs to the group";
        if (features.Length == 0) return "there is no feature besides the facet";
        var pairs = (double)members.Count(member => member) * members.Count(member => !member);
        if (pairs > MostPairs) return $"the flip test compares every row of the group with every other row; {pairs:0} pairs are too many";
        foreach (var column in features)
        {
            if (column is not (NumberColumn or BooleanColumn)) return $"the flip test needs numbers, and the column '{column.Name}' is none";
            if (rows.Any(row => !double.IsFinite(Value(column, row)))) return $"the flip test needs numbers, and the column '{column.Name}' lacks some";
        }

        return null;
    }

    private static FeatureRows Take(Column[] features, int[] rows)
    {
        var values = new double[rows.Length * features.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value(features[i % features.Length], rows[i / features.Length]);
        return new FeatureRows(values, features.Length);
    }

    private static double Value(Column column, int row) => column switch
    {
        NumberColumn numbers => numbers[row],
        BooleanColumn flags => flags[row] is { } flag ? (flag ? 1 : 0) : double.NaN,
        _ => double.NaN,
    };
}

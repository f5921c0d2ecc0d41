using System.Runtime.InteropServices;

namespace MlPlatform.Trust.Constraints;

/// <summary>Reads constraints off data: one pass per column over its present values, sorted once.</summary>
/// <remarks>0 and 1 alone are a boolean; whole numbers are an integer; a category is one only where the options say so.</remarks>
internal sealed class RowSpaceLearner(RowSpaceOptions options)
{
    private const int MostDecimals = 6;

    public RowSpace Learn(IReadOnlyList<string> features, ReadOnlySpan<double> rows)
    {
        if (features.Count == 0 || rows.IsEmpty || rows.Length % features.Count != 0) throw new TrustException($"{rows.Length} values are no whole rows of {features.Count}.");
        RequireKnown(features, options.Categories);
        RequireKnown(features, options.Immutable);
        var learned = new ColumnConstraint[features.Count];
        var values = new List<double>(rows.Length / features.Count);
        for (var column = 0; column < learned.Length; column++)
        {
            values.Clear();
            for (var at = column; at < rows.Length; at += learned.Length)
            {
                if (!double.IsNaN(rows[at])) values.Add(rows[at]);
            }

            var present = CollectionsMarshal.AsSpan(values);
            present.Sort();
            learned[column] = Column(features[column], present) with
            {
                Missing = present.Length < rows.Length / learned.Length ? MissingValues.Kept : MissingValues.Refused,
                Movement = options.Immutable.Contains(features[column], StringComparer.Ordinal) ? Movement.None : Movement.Free,
            };
        }

        return new RowSpace(learned);
    }

    private ColumnConstraint Column(string name, ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty) throw new TrustException($"The column '{name}' has no value at all to learn from.");
        if (!double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1])) throw new TrustException($"The column '{name}' holds an infinite value.");
        if (options.Categories.Contains(name, StringComparer.Ordinal)) return new ColumnConstraint(name, ColumnKind.Category) { Codes = Distinct(sorted) };
        var decimals = Decimals(sorted);
        if (decimals == 0 && sorted[0] is 0 or 1 && sorted[^1] is 0 or 1) return new ColumnConstraint(name, ColumnKind.Boolean);
        var margin = options.Margin * (sorted[^1] - sorted[0]);
        return new ColumnConstraint(name, decimals == 0 ? ColumnKind.Integer : ColumnKind.Number)
        {
            Minimum = sorted[0] - margin,
            Maximum = sorted[^1] + margin,
            Step = decimals == 0 ? 1 : options.KeepDecimals && decimals <= MostDecimals ? 1 / Math.Pow(10, decimals) : 0,
            Scale = ScaleOf(sorted),
        };
    }

    private double ScaleOf(ReadOnlySpan<double> sorted)
    {
        var scale = options.Scale switch
        {
            ColumnScale.MedianAbsoluteDeviation => SampleStatistics.MedianAbsoluteDeviation(sorted),
            ColumnScale.StandardDeviation => SampleStatistics.StandardDeviation(sorted),
            ColumnScale.Range => sorted[^1] - sorted[0],
            ColumnScale.None => 1,
            _ => throw new TrustException($"There is no scale {options.Scale}."),
        };
        if (scale == 0 && options.Scale == ColumnScale.MedianAbsoluteDeviation) scale = SampleStatistics.StandardDeviation(sorted);
        return scale > 0 ? scale : 1;
    }

    /// <summary>How many decimals show every value, 0 to six; more than six where that is not enough.</summary>
    private static int Decimals(ReadOnlySpan<double> values)
    {
        var decimals = 0;
        foreach (var value in values)
        {
            while (decimals <= MostDecimals && !Grid.Has(value, 1 / Math.Pow(10, decimals))) decimals++;
        }

        return decimals;
    }

    private static double[] Distinct(ReadOnlySpan<double> sorted)
    {
        var distinct = new List<double> { sorted[0] };
        foreach (var value in sorted)
        {
            if (value > distinct[^1]) distinct.Add(value);
        }

        return [.. distinct];
    }

    private static void RequireKnown(IReadOnlyList<string> features, IEnumerable<string> named)
    {
        if (named.FirstOrDefault(name => !features.Contains(name, StringComparer.Ordinal)) is { } unknown) throw new TrustException($"There is no column '{unknown}' to constrain.");
    }
}

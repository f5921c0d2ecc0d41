using System.Globalization;

namespace MlPlatform.Tables.Profiles;

internal sealed class NumberProfiler(string name) : ColumnProfiler(name)
{
    private readonly Moments moments = new();
    private readonly QuantileSketch sketch = new();
    private readonly FrequentValues<double> frequent = new();
    private bool isIntegral = true;

    public override ColumnProfile Finish() => new NumberProfile(
        Name, Present, Missing, Distinct.Estimate, Present == 0 ? double.NaN : moments.Mean, moments.StandardDeviation, isIntegral && Present > 0, sketch)
    {
        Top = [.. frequent.Top(TopCount, Comparer<double>.Default).Select(entry => new ValueCount(entry.Key.ToString(CultureInfo.InvariantCulture), entry.Value))],
        TopError = frequent.Error,
    };

    protected override void AddValues(Column column)
    {
        var numbers = (NumberColumn)column;
        Span<double> buffer = stackalloc double[Block];
        for (var start = 0; start < column.Count; start += Block)
        {
            var block = buffer[..Math.Min(Block, column.Count - start)];
            numbers.CopyTo(start, block);
            AddBlock(block[..KeepPresent(block)]);
        }
    }

    protected override void MergeValues(ColumnProfiler other)
    {
        var its = (NumberProfiler)other;
        moments.Merge(its.moments);
        sketch.Merge(its.sketch);
        frequent.Merge(its.frequent);
        isIntegral &= its.isIntegral;
    }

    private void AddBlock(ReadOnlySpan<double> values)
    {
        moments.Add(values);
        foreach (var value in values)
        {
            isIntegral &= Math.Floor(value) == value;
            sketch.Add(value);
            Distinct.Add(value);
            frequent.Add(value);
        }
    }

    private static int KeepPresent(Span<double> values)
    {
        var kept = 0;
        foreach (var value in values)
        {
            values[kept] = value;
            if (!double.IsNaN(value)) kept++;
        }

        return kept;
    }
}

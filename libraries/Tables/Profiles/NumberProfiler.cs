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

    /// <summary>Sorted once, a block gives every sketch what it needs: quantiles their neighbours, the others each value once with its count.</summary>
    private void AddBlock(Span<double> block)
    {
        if (block.IsEmpty) return;
        Span<double> scratch = stackalloc double[Block];
        var sorted = RadixSort.Sort(block, scratch);
        moments.Add(sorted);
        sketch.AddSorted(sorted);
        Span<double> values = sorted == block ? scratch : block;
        Span<int> repeats = stackalloc int[Block];
        var different = Runs(sorted, values, repeats);
        foreach (var value in values[..different])
        {
            isIntegral &= Math.Floor(value) == value;
            Distinct.Add(value);
        }

        frequent.Add(values[..different], repeats[..different]);
    }

    /// <summary>The different values of a sorted block and how often each occurs; returns how many there are.</summary>
    private static int Runs(ReadOnlySpan<double> sorted, Span<double> values, Span<int> repeats)
    {
        var last = 0;
        values[0] = sorted[0];
        repeats[0] = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == values[last])
            {
                repeats[last]++;
                continue;
            }

            values[++last] = sorted[i];
            repeats[last] = 1;
        }

        return last + 1;
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

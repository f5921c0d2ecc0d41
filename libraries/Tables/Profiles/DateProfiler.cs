using MlPlatform.Tables.Writing;

namespace MlPlatform.Tables.Profiles;

internal sealed class DateProfiler(string name) : ColumnProfiler(name)
{
    private readonly QuantileSketch days = new();
    private readonly FrequentValues<long> frequent = new();
    private long earliest = long.MaxValue;
    private long latest = long.MinValue;

    public override ColumnProfile Finish() => new DateProfile(
        Name, Present, Missing, Distinct.Estimate, Present == 0 ? null : DateColumn.TimeOf(earliest), Present == 0 ? null : DateColumn.TimeOf(latest), days)
    {
        Top = [.. frequent.Top(TopCount, Comparer<long>.Default).Select(entry => new ValueCount(TextOf(entry.Key), entry.Value))],
        TopError = frequent.Error,
    };

    protected override void AddValues(Column column)
    {
        foreach (var value in ((DateColumn)column).Values)
        {
            if (value == DateColumn.MissingValue) continue;
            earliest = Math.Min(earliest, value);
            latest = Math.Max(latest, value);
            days.Add(value / DateColumn.MicrosecondsPerDay);
            Distinct.Add(value);
            frequent.Add(value);
        }
    }

    protected override void MergeValues(ColumnProfiler other)
    {
        var its = (DateProfiler)other;
        earliest = Math.Min(earliest, its.earliest);
        latest = Math.Max(latest, its.latest);
        days.Merge(its.days);
        frequent.Merge(its.frequent);
    }

    private static string TextOf(long microseconds) => ValueText.OfDate(DateColumn.TimeOf(microseconds));
}

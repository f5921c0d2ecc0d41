using MlPlatform.Tables;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>The parts of a date, before scaling.</summary>
internal static class DatePartValues
{
    private const DateParts Straight = DateParts.Elapsed | DateParts.Year;

    private static readonly (DateParts Part, string Name, double First, double Period)[] All =
    [
        (DateParts.Elapsed, "elapsed", 0, 0),
        (DateParts.Year, "year", 0, 0),
        (DateParts.Month, "month", 1, 12),
        (DateParts.Day, "day", 1, 31),
        (DateParts.Weekday, "weekday", 0, 7),
        (DateParts.Hour, "hour", 0, 24),
        (DateParts.DayOfYear, "day_of_year", 1, 366),
    ];

    public static int Count(DateParts parts, bool cyclic) => Names(parts, cyclic).Count();

    public static bool IsCyclic(DateParts part) => (part & Straight) == 0;

    public static IEnumerable<string> Names(DateParts parts, bool cyclic) => All.Where(p => parts.HasFlag(p.Part))
        .SelectMany(p => cyclic && IsCyclic(p.Part) ? new[] { $"{p.Name}.sin", $"{p.Name}.cos" } : [p.Name]);

    /// <summary>Whether each feature is a sine or cosine, which needs no scale.</summary>
    public static bool[] Waves(DateParts parts, bool cyclic) => [.. All.Where(p => parts.HasFlag(p.Part))
        .SelectMany(p => cyclic && IsCyclic(p.Part) ? new[] { true, true } : [false])];

    /// <summary>Writes the parts of a date given in days since 1970-01-01; NaN where it is missing or beyond the calendar.</summary>
    public static void Write(double days, DateParts parts, bool cyclic, Span<double> features)
    {
        var ticks = (Math.Round(days * DateColumn.MicrosecondsPerDay) * TimeSpan.TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks;
        if (!(ticks >= 0 && ticks < DateTime.MaxValue.Ticks))
        {
            features.Fill(double.NaN);
            return;
        }

        var date = new DateTime((long)ticks, DateTimeKind.Utc);
        var next = 0;
        foreach (var (part, _, first, period) in All)
        {
            if ((parts & part) == 0) continue;
            var value = part == DateParts.Elapsed ? days : Value(date, part);
            if (cyclic && period > 0)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * (value - first) / period);
                features[next++] = sine;
                features[next++] = cosine;
            }
            else
            {
                features[next++] = value;
            }
        }
    }

    private static double Value(DateTime date, DateParts part) => part switch
    {
        DateParts.Year => date.Year,
        DateParts.Month => date.Month,
        DateParts.Day => date.Day,
        DateParts.Weekday => ((int)date.DayOfWeek + 6) % 7,
        DateParts.Hour => date.Hour,
        _ => date.DayOfYear,
    };
}

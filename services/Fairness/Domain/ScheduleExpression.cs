using System.Globalization;
using MlPlatform.Aws;

namespace MlPlatform.Fairness.Domain;

/// <summary>When a schedule runs: NOW, once, or <c>cron(minute hour ? * * *)</c>, times of every day in UTC.</summary>
/// <remarks>
/// SageMaker takes whole hours: <c>cron(0 * ? * * *)</c>, <c>cron(0 12 ? * * *)</c>, <c>cron(0 17/12 ? * * *)</c>. The minute may be given
/// in the same ways here, which suits a platform on one machine. A field is *, n, n/step, */step or a list of numbers.
/// </remarks>
internal sealed class ScheduleExpression
{
    private const int MinutesOfDay = 24 * 60;
    private readonly bool[] runsAt = new bool[MinutesOfDay];

    private ScheduleExpression(bool[] minutes, bool[] hours)
    {
        for (var i = 0; i < MinutesOfDay; i++) runsAt[i] = hours[i / 60] && minutes[i % 60];
    }

    private ScheduleExpression() => IsNow = true;

    /// <summary>It runs once, at once.</summary>
    public bool IsNow { get; }

    /// <exception cref="AwsException">The expression is none that is understood.</exception>
    public static ScheduleExpression Parse(string text)
    {
        if (text == "NOW") return new ScheduleExpression();
        var fields = text.StartsWith("cron(", StringComparison.Ordinal) && text.EndsWith(')') ? text[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        if (fields is not [_, _, "?" or "*", "*", "?" or "*", "*"]) throw Invalid(text);
        return new ScheduleExpression(Field(fields[0], 60, text), Field(fields[1], 24, text));
    }

    /// <summary>The first time after this one.</summary>
    public DateTimeOffset Next(DateTimeOffset time) => Find(Floor(time).AddMinutes(1), 1);

    /// <summary>The last time before this one.</summary>
    public DateTimeOffset Previous(DateTimeOffset time) => Find(Floor(time.AddTicks(-1)), -1);

    private DateTimeOffset Find(DateTimeOffset start, int step)
    {
        if (IsNow) throw new InvalidOperationException("NOW has no times.");
        var time = start;
        while (!runsAt[(time.Hour * 60) + time.Minute]) time = time.AddMinutes(step);
        return time;
    }

    private static DateTimeOffset Floor(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }

    private static bool[] Field(string field, int size, string text)
    {
        var chosen = new bool[size];
        foreach (var part in field.Split(','))
        {
            var pieces = part.Split('/');
            if (pieces.Length > 2) throw Invalid(text);
            var start = pieces[0] == "*" ? 0 : Number(pieces[0], size, text);
            var step = pieces.Length == 2 ? Number(pieces[1], size + 1, text) : pieces[0] == "*" ? 1 : size;
            if (step == 0) throw Invalid(text);
            for (var i = start; i < size; i += step) chosen[i] = true;
            // 17/12 means every twelve hours counted from 17, which is 5 and 17.
            if (pieces.Length == 2 && size % step == 0)
            {
                for (var i = start % step; i < size; i += step) chosen[i] = true;
            }
        }

        return chosen;
    }

    private static int Number(string piece, int bound, string text) =>
        int.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < bound ? number : throw Invalid(text);

    private static AwsException Invalid(string text) => AwsException.Validation(
        $"The schedule expression '{text}' is not understood; use NOW or cron(minute hour ? * * *), for example cron(0 * ? * * *).");
}

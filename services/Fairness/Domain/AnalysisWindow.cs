using System.Xml;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>One run of a schedule: when it is due, and the requests that it looks at.</summary>
internal sealed record AnalysisWindow(DateTimeOffset ScheduledTime, DateTimeOffset Start, DateTimeOffset End)
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <summary>The window of a run.</summary>
    /// <param name="config">The schedule's times.</param>
    /// <param name="scheduled">When the run is due.</param>
    public static AnalysisWindow Of(ScheduleConfig config, DateTimeOffset scheduled)
    {
        var expression = ScheduleExpression.Parse(config.ScheduleExpression);
        var start = scheduled + Offset(config.DataAnalysisStartTime) ?? (expression.IsNow ? scheduled - OneHour : expression.Previous(scheduled));
        var end = scheduled + Offset(config.DataAnalysisEndTime) ?? scheduled;
        return start < end
            ? new AnalysisWindow(scheduled, start, end)
            : throw AwsException.Validation("DataAnalysisStartTime must be before DataAnalysisEndTime.");
    }

    /// <summary>The window where an input says, relative to the time of the run, which predictions have their labels by then.</summary>
    public AnalysisWindow For(CapturedInput input) => this with
    {
        Start = ScheduledTime + Offset(input.StartTimeOffset) ?? Start,
        End = ScheduledTime + Offset(input.EndTimeOffset) ?? End,
    };

    /// <exception cref="AwsException">The duration is none.</exception>
    public static TimeSpan? Offset(string? duration)
    {
        try
        {
            return duration is null ? null : XmlConvert.ToTimeSpan(duration);
        }
        catch (FormatException fault)
        {
            throw new AwsException(AwsErrorCode.Validation, $"'{duration}' is no ISO 8601 duration such as -PT1H.", fault);
        }
    }
}

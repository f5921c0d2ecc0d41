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
        var start = config.DataAnalysisStartTime is { } from ? scheduled + Offset(from) : expression.IsNow ? scheduled - OneHour : expression.Previous(scheduled);
        var end = config.DataAnalysisEndTime is { } to ? scheduled + Offset(to) : scheduled;
        return start < end
            ? new AnalysisWindow(scheduled, start, end)
            : throw AwsException.Validation("DataAnalysisStartTime must be before DataAnalysisEndTime.");
    }

    private static TimeSpan Offset(string duration)
    {
        try
        {
            return XmlConvert.ToTimeSpan(duration);
        }
        catch (FormatException fault)
        {
            throw new AwsException(AwsErrorCode.Validation, $"'{duration}' is no ISO 8601 duration such as -PT1H.", fault);
        }
    }
}

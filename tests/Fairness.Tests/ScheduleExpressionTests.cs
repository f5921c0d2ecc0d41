using System.Globalization;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Tests;

public sealed class ScheduleExpressionTests
{
    [Theory]
    [InlineData("cron(0 * ? * * *)", "05:30", "06:00", "05:00")]
    [InlineData("cron(0 * ? * * *)", "06:00", "07:00", "05:00")]
    [InlineData("cron(0 12 ? * * *)", "12:00", "12:00+1", "12:00-1")]
    [InlineData("cron(0 17/12 ? * * *)", "06:00", "17:00", "05:00")]
    [InlineData("cron(0 0/6 ? * * *)", "23:10", "00:00+1", "18:00")]
    [InlineData("cron(*/5 * ? * * *)", "05:31", "05:35", "05:30")]
    [InlineData("cron(* * ? * * *)", "05:31", "05:32", "05:30")]
    [InlineData("cron(15,45 8 ? * * *)", "08:20", "08:45", "08:15")]
    public void Times_AroundAMoment_AreThoseOfTheExpression(string expression, string at, string next, string previous)
    {
        var parsed = ScheduleExpression.Parse(expression);

        Assert.Equal(Time(next), parsed.Next(Time(at)));
        Assert.Equal(Time(previous), parsed.Previous(Time(at)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hourly")]
    [InlineData("cron(0 * ? * *)")]
    [InlineData("cron(60 * ? * * *)")]
    [InlineData("cron(0 24 ? * * *)")]
    [InlineData("cron(0 */0 ? * * *)")]
    [InlineData("cron(0 * 1 * ? *)")]
    public void Parse_OfAnExpressionThatIsNone_IsRefusedAsAws(string expression)
    {
        var fault = Assert.Throws<AwsException>(() => ScheduleExpression.Parse(expression));

        Assert.Equal(AwsErrorCode.Validation, fault.Code);
        Assert.Contains($"'{expression}'", fault.Message);
    }

    [Fact]
    public void Window_OfAnHourlyRun_IsTheHourBefore() => Assert.Equal(
        new AnalysisWindow(Time("06:00"), Time("05:00"), Time("06:00")),
        AnalysisWindow.Of(new ScheduleConfig { ScheduleExpression = "cron(0 * ? * * *)" }, Time("06:00")));

    [Fact]
    public void Window_WithOffsets_KeepsToThem() => Assert.Equal(
        new AnalysisWindow(Time("06:00"), Time("03:00"), Time("05:30")),
        AnalysisWindow.Of(new ScheduleConfig { ScheduleExpression = "NOW", DataAnalysisStartTime = "-PT3H", DataAnalysisEndTime = "-PT30M" }, Time("06:00")));

    [Theory]
    [InlineData("-PT1H", "-PT2H")]
    [InlineData("an hour", "-PT0H")]
    public void Window_OfOffsetsThatAreNone_IsRefused(string start, string end) => Assert.Throws<AwsException>(() => AnalysisWindow.Of(
        new ScheduleConfig { ScheduleExpression = "NOW", DataAnalysisStartTime = start, DataAnalysisEndTime = end }, Time("06:00")));

    [Fact]
    public void CaptureFolders_OfAWindow_AreTheHoursItTouchesOfEveryVariant()
    {
        string[] keys =
        [
            "a/2026/11/22/04/x.jsonl", "a/2026/11/22/05/x.jsonl", "a/2026/11/22/05/y.jsonl", "b/2026/11/22/06/x.jsonl", "a/2026/11/22/07/x.jsonl", "stray.jsonl", "a/readme",
        ];

        Assert.Equal(
            ["a/2026/11/22/05", "b/2026/11/22/06"],
            CaptureFolders.In(keys, new AnalysisWindow(Time("07:00"), Time("05:30"), Time("07:00"))));
    }

    private static DateTimeOffset Time(string text)
    {
        var time = DateTimeOffset.Parse($"2026-11-22T{text[..5]}:00Z", CultureInfo.InvariantCulture);
        return text.Length == 5 ? time : time.AddDays(int.Parse(text[5..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}

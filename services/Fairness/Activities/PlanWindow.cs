using MlPlatform.Aws.Documents;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Activities;

/// <summary>When does this generation of a schedule run next, asked at a time?</summary>
internal sealed record WindowQuestion(ScheduleRun Run, DateTimeOffset Now);

/// <summary>Finds the next window of a schedule; null where it is stopped, changed, deleted or has run its only time.</summary>
internal sealed class PlanWindow(FairnessStore store, TimeProvider time) : WorkflowActivity<WindowQuestion, AnalysisWindow?>
{
    public override async Task<AnalysisWindow?> RunAsync(WorkflowActivityContext context, WindowQuestion input)
    {
        var schedule = (await store.Schedules.FindAsync(input.Run.ScheduleName, CancellationToken.None))?.Value;
        if (schedule is null || !IsCurrent(schedule, input.Run)) return null;

        var config = schedule.Config.ScheduleConfig!;
        var expression = ScheduleExpression.Parse(config.ScheduleExpression);
        if (!expression.IsNow) return AnalysisWindow.Of(config, NextTime(expression, input));
        if (input.Run.LastScheduled is null) return AnalysisWindow.Of(config, schedule.LastModifiedTime);
        await StopAsync(input.Run);
        return null;
    }

    /// <summary>Times that passed while the platform was down are made up for by the latest of them alone.</summary>
    private static DateTimeOffset NextTime(ScheduleExpression expression, WindowQuestion input)
    {
        if (input.Run.LastScheduled is not { } last) return expression.Next(input.Now);
        var next = expression.Next(last);
        var latest = expression.Previous(input.Now);
        return next < latest ? latest : next;
    }

    private Task StopAsync(ScheduleRun run) => store.Schedules.UpdateAsync(
        run.ScheduleName,
        schedule => new DocumentChange<MonitoringSchedule>(
            IsCurrent(schedule, run) ? schedule with { Status = ScheduleStatus.Stopped, LastModifiedTime = time.GetUtcNow() } : null),
        CancellationToken.None);

    private static bool IsCurrent(MonitoringSchedule schedule, ScheduleRun run) =>
        schedule.Generation == run.Generation && schedule.Status == ScheduleStatus.Scheduled;
}

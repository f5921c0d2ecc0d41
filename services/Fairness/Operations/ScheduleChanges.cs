using MlPlatform.Aws.Documents;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Operations;

/// <summary>Changes a schedule: the change is a new generation, the workflow of the one before is told to end.</summary>
internal sealed class ScheduleChanges(FairnessStore store, ScheduleStarter starter, TimeProvider time)
{
    public async Task<MonitoringSchedule> ApplyAsync(
        string name, Func<MonitoringSchedule, MonitoringSchedule> change, CancellationToken cancellationToken)
    {
        MonitoringSchedule? before = null;
        var after = await store.Schedules.UpdateAsync(
            name,
            current =>
            {
                before = current;
                var next = change(current) with { Generation = current.Generation + 1, LastModifiedTime = time.GetUtcNow() };
                return new DocumentChange<MonitoringSchedule>(next);
            },
            cancellationToken) ?? throw NotFound.Schedule(name);
        await starter.WakeAsync(before!, cancellationToken);
        if (after.Status == ScheduleStatus.Scheduled) await starter.EnsureStartedAsync(after, cancellationToken);
        return after;
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr;
using MlPlatform.Fairness.Activities;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Tests;

/// <summary>Runs a schedule's workflow in memory: activities at once and, as after a crash, each twice; timers move the clock.</summary>
internal sealed class WorkflowRun(FairnessFixture fairness, int mostRuns = 5)
{
    /// <summary>What the test does whenever the workflow waits.</summary>
    public Action? OnTimer { get; init; }

    public List<DateTimeOffset> Timers { get; } = [];

    /// <summary>Runs until the workflow ends or has started again so often; gives its last output.</summary>
    public async Task<string> RunScheduleAsync(MonitoringSchedule schedule)
    {
        var input = new ScheduleRun(schedule.Name, schedule.Generation, null);
        for (var run = 0; run < mostRuns; run++)
        {
            var context = new MemoryContext(schedule.InstanceId, this, fairness);
            var output = await new MonitoringScheduleWorkflow().RunAsync(context, input);
            if (context.NextInput is null) return output;
            input = (ScheduleRun)context.NextInput;
        }

        return "again";
    }

    private async Task<object?> CallAsync(string name, object? input)
    {
        async Task<object?> Once() => name switch
        {
            nameof(PlanWindow) => await fairness.PlanWindow.RunAsync(null!, (WindowQuestion)input!),
            nameof(BeginAnalysis) => await fairness.BeginAnalysis.RunAsync(null!, (ExecutionRun)input!),
            nameof(CheckAnalysis) => await fairness.CheckAnalysis.RunAsync(null!, (ExecutionRun)input!),
            _ => throw new InvalidOperationException($"There is no activity {name}."),
        };
        var first = await Once();
        var second = await Once();
        if (name != nameof(PlanWindow)) Assert.Equal(first, second);
        return first;
    }

    private sealed class MemoryContext(string instanceId, WorkflowRun run, FairnessFixture fairness) : WorkflowContext
    {
        public object? NextInput { get; private set; }

        public override string Name => "workflow";

        public override string InstanceId => instanceId;

        public override DateTime CurrentUtcDateTime => fairness.Clock.Now.UtcDateTime;

        public override bool IsReplaying => false;

        public override async Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null) => (T)(await run.CallAsync(name, input))!;

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            var time = new DateTimeOffset(DateTime.SpecifyKind(fireAt, DateTimeKind.Utc));
            run.Timers.Add(time);
            fairness.Clock.Now = time;
            run.OnTimer?.Invoke();
            return Task.CompletedTask;
        }

        public override Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default) => new TaskCompletionSource<T>().Task;

        public override Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout) => new TaskCompletionSource<T>().Task;

        public override async Task<TResult> CallChildWorkflowAsync<TResult>(string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null)
        {
            Assert.Equal(nameof(MonitoringExecutionWorkflow), workflowName);
            return (TResult)(object)await new MonitoringExecutionWorkflow().RunAsync(new MemoryContext(options!.InstanceId!, run, fairness), (ExecutionRun)input!);
        }

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => NextInput = newInput;

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

        public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

        public override ILogger CreateReplaySafeLogger(Type type) => NullLogger.Instance;

        public override ILogger CreateReplaySafeLogger<T>() => NullLogger.Instance;

        public override Guid NewGuid() => Guid.Empty;
    }
}

namespace MlPlatform.Pipelines.Domain;

/// <summary>A step as the workflow of an execution knows it: enough to decide when it may start.</summary>
/// <param name="Condition">The condition step around it, or null.</param>
/// <param name="When">The outcome of that condition with which it runs.</param>
/// <param name="FirstAttempt">The number of its next attempt; above 1 when an execution is retried.</param>
/// <param name="Done">The result it has from an earlier run of the execution, or null.</param>
public sealed record PlannedStep(
    string Name,
    IReadOnlyList<string> WaitsFor,
    string? Condition,
    bool When,
    IReadOnlyList<StepRetry> Retries,
    int FirstAttempt = 1,
    StepResult? Done = null);

/// <summary>How a step ended.</summary>
public enum StepEnd { Succeeded, Failed, Stopped }

/// <summary>The result of a step; <paramref name="Outcome"/> is set for conditions.</summary>
/// <param name="FailureType">What kind of failure it was, in the words retry policies use.</param>
public sealed record StepResult(StepEnd End, bool? Outcome = null, string? Failure = null, string? FailureType = null);

/// <summary>Which steps of an execution have ended, which run, and which may start now.</summary>
/// <remarks>Pure and deterministic, so that a workflow can replay it.</remarks>
public sealed class ExecutionProgress(IReadOnlyList<PlannedStep> steps, int maxParallel)
{
    private readonly Dictionary<string, StepResult> _ended = steps
        .Where(step => step.Done is not null)
        .ToDictionary(step => step.Name, step => step.Done!, StringComparer.Ordinal);
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <summary>Set when no further step may start: one has failed, or a stop was asked for.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>The first step that failed, and why.</summary>
    public (string Step, string Reason)? Failure { get; private set; }

    /// <summary>Nothing runs and nothing can start any more.</summary>
    public bool IsOver => _running.Count == 0 && (IsHalted || !steps.Any(CanStart));

    /// <summary>Marks and returns the steps that start now: their dependencies are done and there is room.</summary>
    public IReadOnlyList<PlannedStep> StartReady()
    {
        if (IsHalted) return [];
        var starting = steps.Where(CanStart).Take(Math.Max(0, maxParallel - _running.Count)).ToArray();
        foreach (var step in starting) _running.Add(step.Name);
        return starting;
    }

    /// <summary>Takes note of the end of a step.</summary>
    public void End(string step, StepResult result)
    {
        _running.Remove(step);
        _ended[step] = result;
        if (result.End == StepEnd.Succeeded) return;
        IsHalted = true;
        if (result.End == StepEnd.Failed) Failure ??= (step, result.Failure ?? "The step failed.");
    }

    /// <summary>Lets what runs come to its end and starts nothing more.</summary>
    public void Halt() => IsHalted = true;

    private bool CanStart(PlannedStep step) =>
        !_running.Contains(step.Name) && !_ended.ContainsKey(step.Name)
        && step.WaitsFor.All(name => _ended.TryGetValue(name, out var result) && result.End == StepEnd.Succeeded)
        && (step.Condition is null || _ended[step.Condition].Outcome == step.When);
}

using System.Diagnostics;
using MlPlatform.Demo.Stages;
using Spectre.Console;

namespace MlPlatform.Demo;

/// <summary>One part of the main job. It may have been begun, or finished, by a demo that was killed: running it again changes nothing.</summary>
internal interface IStage
{
    string Name { get; }

    /// <param name="demo">What it works with.</param>
    /// <param name="progress">Takes how far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken);
}

/// <summary>Runs the stages in order with a bar for each.</summary>
internal static class DemoRunner
{
    private static readonly IReadOnlyList<IStage> Stages =
    [
        new StreamRowsStage(),
        new DeliverStage(),
        new PipelineStage(),
        new ApproveStage(),
        new DeployStage(),
        new CanaryStage(),
        new TrafficStage(),
        new MonitorStage(),
    ];

    public static async Task RunAsync(DemoContext demo, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (demo.State.IsResumed) console.MarkupLine($"[grey]Going on with run {demo.State.RunId}[/]");
        if (console.Profile.Capabilities.Interactive) await RunWithBarsAsync(demo, console, cancellationToken);
        else await RunWithLinesAsync(demo, console, cancellationToken);
    }

    private static Task RunWithBarsAsync(DemoContext demo, IAnsiConsole console, CancellationToken cancellationToken) => console.Progress()
        .AutoClear(false).HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async bars =>
        {
            var tasks = Stages.Select(stage => bars.AddTask(stage.Name, autoStart: false, maxValue: 1)).ToList();
            foreach (var (stage, task) in Stages.Zip(tasks))
            {
                task.StartTask();
                if (!demo.State.IsDone(stage.Name)) await RunStageAsync(demo, stage, new BarProgress(stage.Name, task), cancellationToken);
                task.Description = stage.Name;
                task.Value = 1;
                task.StopTask();
            }
        });

    /// <summary>For a log file or a pipe: a line when a stage is done.</summary>
    private static async Task RunWithLinesAsync(DemoContext demo, IAnsiConsole console, CancellationToken cancellationToken)
    {
        foreach (var stage in Stages)
        {
            if (!demo.State.IsDone(stage.Name)) await RunStageAsync(demo, stage, new StageProgress(), cancellationToken);
            console.WriteLine($"{stage.Name}: done in {demo.State.SecondsByStage[stage.Name]:0.0} s");
        }
    }

    private static async Task RunStageAsync(DemoContext demo, IStage stage, StageProgress progress, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await stage.RunAsync(demo, progress, cancellationToken);
        demo.State.Finish(stage.Name, Stopwatch.GetElapsedTime(since));
    }
}

/// <summary>Takes how far a stage is; this one shows nothing.</summary>
internal class StageProgress
{
    /// <param name="share">What is done, 0 to 1.</param>
    /// <param name="note">What is going on, in a word or two.</param>
    public virtual void Report(double share, string? note = null)
    {
        // Nobody looks.
    }
}

/// <summary>Shows it as the bar of the stage.</summary>
internal sealed class BarProgress(string name, ProgressTask task) : StageProgress
{
    public override void Report(double share, string? note = null)
    {
        task.Value = Math.Clamp(share, 0, 1);
        if (note is not null) task.Description = $"{name}: {Markup.Escape(note)}";
    }
}

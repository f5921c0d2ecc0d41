namespace MlPlatform.Platform.Tests;

/// <summary><c>kill -9</c> of any process at any moment of the demo delays it and loses nothing.</summary>
/// <remarks>What is killed in which stage is fixed, so that a failure can be told and tried again.</remarks>
public sealed class KillTests
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(700);

    /// <summary>Every app in at least two stages; those that a stage leans on come first in it.</summary>
    private static readonly (string Stage, string[] Apps)[] AppsByStage =
    [
        (DemoStages.Stream, ["Ingestion", "Gateway"]),
        (DemoStages.Deliver, ["Storage", "Ingestion"]),
        (DemoStages.Pipeline, ["Pipelines", "Features", "Storage", "Training", "Tuning", "Gateway", "Registry", "Ingestion", "Fairness", "Serving"]),
        (DemoStages.Deploy, ["Serving", "Registry"]),
        (DemoStages.Canary, ["Training", "Serving", "Storage", "Gateway", "Registry", "Tuning", "Features", "Pipelines", "Fairness", "Ingestion"]),
        (DemoStages.Traffic, ["Serving", "Gateway", "Training", "Tuning", "Pipelines"]),
        (DemoStages.Monitor, ["Fairness", "Features", "Storage"]),
    ];

    private static readonly (string Stage, double Seconds, string Program)[] HostDeaths =
    [
        (DemoStages.Start, 1.5, DemoUnderAttack.AppHost),
        (DemoStages.Stream, 0.3, DemoUnderAttack.Demo),
        (DemoStages.Pipeline, 4, DemoUnderAttack.AppHost),
        (DemoStages.Deploy, 0.3, DemoUnderAttack.Demo),
        (DemoStages.Canary, 4, DemoUnderAttack.AppHost),
        (DemoStages.Traffic, 1, DemoUnderAttack.Demo),
        (DemoStages.Monitor, 0.5, DemoUnderAttack.AppHost),
    ];

    [Fact]
    public async Task Demo_EveryAppKilledInSeveralStages_Completes()
    {
        await using var demo = new DemoUnderAttack();
        demo.Launch();
        foreach (var (stage, apps) in AppsByStage)
        {
            foreach (var app in apps)
            {
                if (!await demo.ReachAsync(stage) || !await demo.KillAsync($"MlPlatform.{app}", stage)) break;
                await demo.PassAsync(Between);
            }
        }

        await demo.AssertCompletesAsync();
        Assert.All(AppsByStage.SelectMany(stage => stage.Apps).Distinct(), app => demo.Require(
            demo.Deaths.Where(death => death.Program == $"MlPlatform.{app}").DistinctBy(death => death.Stage).Count() >= 2,
            $"{app} was not killed in two stages"));
    }

    /// <summary>Of every job the first attempt: by turns its program and the shell that watches over it.</summary>
    [Fact]
    public async Task Demo_ProcessesOfEveryJobKilled_Completes()
    {
        await using var demo = new DemoUnderAttack();
        demo.Launch();
        await demo.KillEveryJobOnceAsync();

        await demo.AssertCompletesAsync();
        string[] programs = ["MlPlatform.Transforms", "MlPlatform.Algorithms", "MlPlatform.Clarify", "MlPlatform.Monitor"];
        Assert.All(programs, program => demo.Require(
            demo.Deaths.Any(death => death.Program.Contains(program, StringComparison.Ordinal)), $"No job of {program} was killed"));
    }

    [Fact]
    public async Task Demo_AppHostOrTheDemoItselfKilledAndStartedAgain_Completes()
    {
        await using var demo = new DemoUnderAttack();
        demo.Launch();
        foreach (var (stage, seconds, program) in HostDeaths)
        {
            demo.Require(await demo.ReachAsync(stage), $"The demo did not come to '{stage}'");
            await demo.PassAsync(TimeSpan.FromSeconds(seconds));
            await demo.KillAndLaunchAgainAsync(program);
        }

        await demo.AssertCompletesAsync();
    }
}

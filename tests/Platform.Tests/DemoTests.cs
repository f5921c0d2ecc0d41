using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>The main job as a user starts it.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Demo_SyntheticData_EndsWithASummaryAndExitCode0()
    {
        await using var platform = new PlatformProcess();

        await RunAsync(platform, "demo");

        Assert.Matches("Drift alert for", platform.Output);
        AssertNothingIsLeft(platform);
    }

    [RequiresFact(SharedFile = "data/german-credit/german.csv")]
    public async Task Demo_GermanCredit_ReachesTheAucThatIsPromised()
    {
        await using var platform = new PlatformProcess();
        var data = Path.Combine(Repository.Shared!, "data/german-credit/german.csv");

        await RunAsync(platform, "demo", "--data", data, "--label", "credit_risk", "--favorable", "good", "--facet", "sex=male", "--facet", "age>25");

        Assert.True(DemoOutput.Number(platform.Output, "AUC") >= 0.75, platform.Output);
        Assert.Equal(1000, DemoOutput.Number(platform.Output, "Rows delivered"));
    }

    [Fact]
    public async Task Demo_LabelThatIsNotThere_SaysWhichColumnsThereAre()
    {
        await using var platform = new PlatformProcess();

        var (exitCode, output, _) = await platform.RunAsync("demo", "--label", "none");

        Assert.Equal(1, exitCode);
        Assert.Contains("The label 'none' is no column of the data; its columns are", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static async Task RunAsync(PlatformProcess platform, params string[] command)
    {
        _ = platform.Launch(command);
        var exitCode = await platform.WaitForExitAsync(Patience);
        Assert.True(exitCode == 0, $"The demo ended with {exitCode}:\n{platform.Output}\n{platform.Faults()}");
    }

    private static void AssertNothingIsLeft(PlatformProcess platform) => Assert.Empty(ProcessTable.WorkingOn(platform.Folder));
}

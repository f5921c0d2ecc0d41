using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>How long the main job takes.</summary>
internal sealed class DemoBenchmark : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public string Name => "demo";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        await using var platform = new PlatformProcess();
        var since = Stopwatch.GetTimestamp();
        _ = platform.Launch(brief ? ["demo", "--rows", "1000"] : ["demo"]);
        var exitCode = await platform.WaitForExitAsync(Patience);
        if (exitCode != 0) throw new InvalidOperationException($"The demo ended with {exitCode}:\n{platform.Output}");
        yield return new Figure("demo-wall", Stopwatch.GetElapsedTime(since).TotalSeconds, "s") { Aim = 70 };
    }
}

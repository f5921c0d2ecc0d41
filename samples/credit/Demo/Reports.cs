namespace MlPlatform.Demo;

/// <summary>Brings the reports of the run onto this disk, where a browser opens them.</summary>
internal static class Reports
{
    private static readonly (string Key, string File)[] All =
    [
        (PipelineOutputs.BiasBefore + "report.html", "bias-before.html"),
        (PipelineOutputs.BiasAfter + "report.html", "bias-after.html"),
        (PipelineOutputs.BiasAfter + "analysis.json", "bias-after.json"),
        (PipelineOutputs.Quality, "quality.json"),
        (PipelineOutputs.Evaluation, "evaluation.json"),
        ("monitor/constraint_violations.json", "drift.json"),
    ];

    public static string Folder(DemoContext demo) => Path.Combine(demo.Options.State.FullName, demo.State.RunId);

    public static IEnumerable<string> Files(DemoContext demo) => All.Select(report => Path.Combine(Folder(demo), report.File));

    public static async Task DownloadAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder(demo));
        foreach (var (key, file) in All)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder(demo), file), await demo.ReadTextAsync(demo.Uri(key), cancellationToken), cancellationToken);
        }
    }
}

namespace MlPlatform.Demo;

/// <summary>Brings the reports of the run onto this disk, where a browser opens them.</summary>
internal static class Reports
{
    private static readonly (string Key, string File)[] All =
    [
        (PipelineOutputs.BiasBefore + "report.html", "bias-before.html"),
        (PipelineOutputs.BiasAfter + "report.html", "bias-after.html"),
        (PipelineOutputs.BiasAfter + "analysis.json", "bias-after.json"),
        (PipelineOutputs.Mitigation + "report.html", "mitigation.html"),
        (PipelineOutputs.Quality, "quality.json"),
        (PipelineOutputs.Evaluation, "evaluation.json"),
    ];

    private const string Drift = "drift.json";

    public static string Folder(DemoContext demo) => Path.Combine(demo.Options.State.FullName, demo.State.RunId);

    public static IEnumerable<string> Files(DemoContext demo) => All.Select(report => report.File).Append(Drift).Select(file => Path.Combine(Folder(demo), file));

    public static async Task DownloadAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder(demo));
        var reports = All.Select(report => (Uri: demo.Uri(report.Key), report.File)).Append((demo.State.Values[StateKeys.DriftReport], Drift));
        foreach (var (uri, file) in reports)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder(demo), file), await demo.ReadTextAsync(uri, cancellationToken), cancellationToken);
        }
    }
}

namespace MlPlatform.Platform.Tests;

/// <summary>What the supervisors of jobs wrote down: for each attempt a folder <c>run/n</c> with the exit code of its process.</summary>
internal static class JobRecords
{
    /// <summary>The job folders in which more than one attempt ran to completion.</summary>
    public static IEnumerable<string> CompletedTwice(string platformFolder) =>
        Completed(platformFolder).GroupBy(job => job).Where(job => job.Count() > 1).Select(job => job.Key);

    /// <summary>The training jobs that ran to completion, each as often as it did.</summary>
    public static IReadOnlyList<string> CompletedTrainings(string platformFolder) =>
        [.. Completed(platformFolder).Where(job => job.Contains("/training-job/", StringComparison.Ordinal)).Select(job => Path.GetFileName(job))];

    private static IEnumerable<string> Completed(string platformFolder)
    {
        var exits = Directory.EnumerateFiles(Path.Combine(platformFolder, "data"), "exit", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(exits);
        return exits.Where(exit => File.ReadAllText(exit).Trim() == "0").Select(exit => Path.GetFullPath(Path.Combine(exit, "../../..")));
    }
}

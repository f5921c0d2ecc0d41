namespace MlPlatform.Platform.Tests;

/// <summary>What the supervisors of jobs wrote down: for each attempt a folder <c>run/n</c> with the exit code of its process.</summary>
internal static class JobRecords
{
    /// <summary>The job folders in which more than one attempt ran to completion.</summary>
    public static IEnumerable<string> CompletedTwice(string platformFolder)
    {
        var exits = Directory.EnumerateFiles(Path.Combine(platformFolder, "data"), "exit", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(exits);
        return exits.Where(exit => File.ReadAllText(exit).Trim() == "0")
            .GroupBy(exit => Path.GetFullPath(Path.Combine(exit, "../../..")))
            .Where(job => job.Count() > 1)
            .Select(job => job.Key);
    }
}

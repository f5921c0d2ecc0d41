using MlPlatform.Jobs.Container;
using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

public sealed class ProcessingContainerTests
{
    [Fact]
    public void ReportFailure_TellsTheLogAndBothFiles()
    {
        using var folder = Prepared();
        var log = new StringWriter();

        ProcessingContainer.Open(folder.Path).ReportFailure("The facet is not in the data.", log);

        Assert.Equal("The facet is not in the data." + Environment.NewLine, log.ToString());
        Assert.Equal("The facet is not in the data.", File.ReadAllText(Path.Combine(folder.Path, "output", "failure")));
        Assert.Equal("The facet is not in the data.", File.ReadAllText(Path.Combine(folder.Path, "output", "message")));
    }

    [Fact]
    public void ReportFailure_OnAFullDisk_SaysBothInTheLog()
    {
        using var folder = Prepared();
        Directory.CreateDirectory(Path.Combine(folder.Path, "output"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "output", "failure"), "/dev/full");
        var log = new StringWriter();

        ProcessingContainer.Open(folder.Path).ReportFailure("The facet is not in the data.", log);

        Assert.Contains("The facet is not in the data.", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("could not be kept in output/failure: No space left", log.ToString(), StringComparison.Ordinal);
    }

    private static TemporaryFolder Prepared()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "config"));
        File.WriteAllText(Path.Combine(folder.Path, "config", "processingjobconfig.json"), "{}");
        return folder;
    }
}

using MlPlatform.AppHost.Installation;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class PlatformFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Take_Twice_NamesTheOtherInstance()
    {
        using var first = PlatformFolder.Take(_folder.Path);
        new RunRecord(4711, 4566, []).Write(first.RunFile);

        var fault = Assert.Throws<StartupException>(() => PlatformFolder.Take(_folder.Path));

        Assert.Contains("Another instance (pid 4711)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_AfterRelease_Succeeds()
    {
        PlatformFolder.Take(_folder.Path).Dispose();

        using var second = PlatformFolder.Take(_folder.Path);

        Assert.True(Directory.Exists(second.Data));
    }

    [Fact]
    public void Take_FolderOfANewerVersion_IsRefused()
    {
        File.WriteAllText(_folder.File("version"), "99");

        var fault = Assert.Throws<StartupException>(() => PlatformFolder.Take(_folder.Path));

        Assert.Contains("newer version (layout 99", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckDisk_NearlyFull_SaysHowMuchIsLeftAndWhatToDo()
    {
        var fault = Assert.Throws<StartupException>(() => PlatformFolder.CheckDisk(_folder.Path, (256L << 20) - 1));

        Assert.Contains("has 255 MiB left and at least 256 MiB are needed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--folder", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void CheckDisk_JustEnough_Passes() => PlatformFolder.CheckDisk(_folder.Path, 256L << 20);

    public void Dispose() => _folder.Dispose();
}

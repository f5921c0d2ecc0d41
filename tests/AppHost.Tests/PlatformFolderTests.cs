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

    public void Dispose() => _folder.Dispose();
}

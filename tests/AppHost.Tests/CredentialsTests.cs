using MlPlatform.AppHost.Installation;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class CredentialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ReadOrCreate_Twice_GivesTheSame()
    {
        var made = Credentials.ReadOrCreate(_folder.Path);

        Assert.Equal(made, Credentials.ReadOrCreate(_folder.Path));
        Assert.Equal(20, made.AccessKeyId.Length);
        Assert.Equal(40, made.SecretAccessKey.Length);
    }

    [Fact]
    public void ReadOrCreate_TheFile_IsReadableForItsOwnerAlone()
    {
        Credentials.ReadOrCreate(_folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("credentials.json")));
    }

    [Fact]
    public void ReadOrCreate_BrokenFile_SaysWhatToDo()
    {
        File.WriteAllText(_folder.File("credentials.json"), "{");

        Assert.Contains("delete it", Assert.Throws<StartupException>(() => Credentials.ReadOrCreate(_folder.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

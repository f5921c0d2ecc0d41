using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

public sealed class PythonFinderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RequiresFact(Command = "python3")]
    public async Task Find_ModulesThatExistNowhere_StillGivesAPython()
    {
        await File.WriteAllTextAsync(folder.File("x.py"), "import os\nfrom no_such_module_anywhere import y\n");

        Assert.True(File.Exists(await new PythonFinder().FindAsync(folder.File("x.py"))));
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task Find_ModuleOfOnePython_GivesOneThatHasIt()
    {
        await File.WriteAllTextAsync(folder.File("x.py"), "import boto3\nimport helper\n");
        await File.WriteAllTextAsync(folder.File("helper.py"), "");
        var python = await new PythonFinder().FindAsync(folder.File("x.py"));

        using var check = System.Diagnostics.Process.Start(python, ["-c", "import boto3"]);
        await check.WaitForExitAsync();

        Assert.Equal(0, check.ExitCode);
    }
}

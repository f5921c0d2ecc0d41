using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Tests;

public sealed class OfficialSwitchTests
{
    [Theory]
    [InlineData("ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("services/Training/Training.csproj")]
    public async Task DaprSdkOfficial_Evaluated_PackagesReplaceThisProject(string project)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", Path.Combine(Repository.Root, project), "-p:DaprSdk=official", "-getItem:PackageReference,ProjectReference,Using"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var items = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("\"Dapr.AspNetCore\"", items, StringComparison.Ordinal);
        Assert.Contains("\"Dapr.Workflow\"", items, StringComparison.Ordinal);
        Assert.DoesNotContain("Dapr.csproj", items, StringComparison.Ordinal);
        Assert.DoesNotContain("MlPlatform.Dapr\"", items, StringComparison.Ordinal);
    }
}

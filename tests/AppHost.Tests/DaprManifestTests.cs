using MlPlatform.AppHost.Apps;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class DaprManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_TheFileOfTheRepository_ListsEveryServiceOnce()
    {
        var manifest = DaprManifest.Read(Path.Combine(Repository.Root, "dapr.yaml"));

        var services = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "services")).Select(folder => Path.GetFileName(folder).ToLowerInvariant());
        Assert.Equal(services.Order(), manifest.Apps.Select(app => app.AppId).Order());
        Assert.Equal(30, manifest.Apps.SelectMany(app => app.Ports).Distinct().Count());
        Assert.All(manifest.Apps, app => Assert.True(Directory.Exists(app.Folder)));
        Assert.True(Directory.Exists(manifest.ResourcesFolder));
    }

    [Fact]
    public void Read_CommonEnvironment_IsOverriddenByTheApps()
    {
        var manifest = Read("""
            common:
              env: { A: "1", B: "1" }
            apps:
              - { appID: one, appPort: 1, daprHTTPPort: 2, daprGRPCPort: 3, command: ["x"], env: { B: "2" } }
            """);

        Assert.Equal(new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" }, manifest.Apps.Single().Environment);
    }

    [Theory]
    [InlineData("apps: [ { appID: one, appPort: 1, daprHTTPPort: 2, command: [\"x\"] } ]", "one needs appPort, daprHTTPPort and daprGRPCPort")]
    [InlineData("apps: [ { appPort: 1 } ]", "an app has no appID")]
    [InlineData("apps: [ { appID: one, appPort: 1, daprHTTPPort: 2, daprGRPCPort: 3 } ]", "one has no command")]
    [InlineData("apps:\n  - { appID: one", "cannot be read at line")]
    public void Read_SomethingMissing_SaysWhat(string yaml, string expected)
    {
        var fault = Assert.Throws<StartupException>(() => Read(yaml));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Assert.Contains("is missing", Assert.Throws<StartupException>(() => DaprManifest.Read(_folder.File("none.yaml"))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private DaprManifest Read(string yaml)
    {
        var path = _folder.File("dapr.yaml");
        File.WriteAllText(path, yaml);
        return DaprManifest.Read(path);
    }
}

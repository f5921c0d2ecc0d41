using System.Net;
using System.Net.Sockets;
using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class PortsTests
{
    [Fact]
    public async Task Check_PortInUse_NamesPortAndApp()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = await Assert.ThrowsAsync<StartupException>(() => CheckAsync(App(FreePort.Next(), taken, FreePort.Next())));

        Assert.Contains($"Port {taken} (for one) is in use", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_PortGivenUpMeanwhile_Passes()
    {
        using var dying = new TcpListener(IPAddress.Loopback, 0);
        dying.Start();
        var check = CheckAsync(App(FreePort.Next(), FreePort.Next(), ((IPEndPoint)dying.LocalEndpoint).Port));
        Assert.False(check.IsCompleted);

        dying.Stop();

        await check;
    }

    [Fact]
    public Task Check_FreePorts_Passes() => CheckAsync(App(FreePort.Next(), FreePort.Next(), FreePort.Next()));

    [Fact]
    public async Task Check_PortBeyondTheLast_IsRefused()
    {
        var fault = await Assert.ThrowsAsync<StartupException>(() => CheckAsync(App(70_000, 1, 1)));

        Assert.Contains("which is none", fault.Message, StringComparison.Ordinal);
    }

    private static Task CheckAsync(AppDefinition app) => Ports.CheckAsync([app], TimeProvider.System, CancellationToken.None);

    private static AppDefinition App(int app, int http, int grpc) => new()
    {
        AppId = "one",
        Folder = ".",
        AppPort = app,
        DaprHttpPort = http,
        DaprGrpcPort = grpc,
        Command = ["x"],
        Environment = new Dictionary<string, string>(),
    };
}

using System.Net;
using System.Net.Sockets;
using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class PortsTests
{
    [Fact]
    public void Check_PortInUse_NamesPortAndApp()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = Assert.Throws<StartupException>(() => Ports.Check([App(FreePort.Next(), taken, FreePort.Next())]));

        Assert.Contains($"Port {taken} (for one) is in use", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FreePorts_Passes() => Ports.Check([App(FreePort.Next(), FreePort.Next(), FreePort.Next())]);

    [Fact]
    public void Check_PortBeyondTheLast_IsRefused() =>
        Assert.Contains("which is none", Assert.Throws<StartupException>(() => Ports.Check([App(70_000, 1, 1)])).Message, StringComparison.Ordinal);

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

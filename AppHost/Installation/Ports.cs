using System.Net;
using System.Net.Sockets;
using MlPlatform.AppHost.Apps;

namespace MlPlatform.AppHost.Installation;

/// <summary>Whether the ports that the platform needs are free.</summary>
internal static class Ports
{
    /// <exception cref="StartupException">Another program listens on one of them.</exception>
    public static void Check(IEnumerable<AppDefinition> apps)
    {
        foreach (var app in apps)
        {
            foreach (var port in app.Ports)
            {
                if (!IsFree(port)) throw new StartupException($"Port {port} (for {app.AppId}) is in use by another program; stop it, or move the platform with --port.");
            }
        }
    }

    private static bool IsFree(int port)
    {
        if (port is < 1 or > 65535) throw new StartupException($"--port moves a port to {port}, which is none; choose a lower one.");
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

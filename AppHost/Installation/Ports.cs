using System.Net;
using System.Net.Sockets;
using MlPlatform.AppHost.Apps;

namespace MlPlatform.AppHost.Installation;

/// <summary>Whether the ports that the platform needs are free.</summary>
internal static class Ports
{
    /// <summary>A port may be held for a moment by what dies just now, or by a connection that goes out from it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <exception cref="StartupException">Another program listens on one of them, and goes on to.</exception>
    public static async Task CheckAsync(IEnumerable<AppDefinition> apps, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        foreach (var (app, port) in apps.SelectMany(app => app.Ports.Select(port => (app, port))))
        {
            while (!IsFree(port))
            {
                if (time.GetElapsedTime(since) > Patience)
                {
                    throw new StartupException($"Port {port} (for {app.AppId}) is in use by another program; stop it, or move the platform with --port.");
                }

                await Task.Delay(Look, time, cancellationToken);
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

using System.Net;
using System.Net.Sockets;

namespace MlPlatform.Testing;

/// <summary>Ports of 127.0.0.1 that nothing listens on at the moment of asking.</summary>
/// <remarks>They lie below the range that the kernel gives to outgoing connections, and each process of tests walks through a part
/// of its own, so that a port is still free a moment later.</remarks>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 20_000;

    private static int _asked = Environment.ProcessId * 127;

    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _asked) % Count);
            if (IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
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

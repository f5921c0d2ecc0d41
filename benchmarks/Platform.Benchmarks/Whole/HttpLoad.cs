using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MlPlatform.Aws.Client;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>Sends one request again and again over kept-open connections; it does as little as it can, for it shares the machine with what it measures.</summary>
internal static class HttpLoad
{
    /// <summary>A signed request as the bytes that go over the wire; the signature holds for longer than a load lasts.</summary>
    public static byte[] Request(RequestSigner signer, Uri uri, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var head = new StringBuilder($"POST {uri.AbsolutePath} HTTP/1.1\r\nHost: {uri.Authority}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in signer.Sign(uri, headers, body)) head.Append($"{name}: {value}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    public static async Task<LoadResult> RunAsync(Uri endpoint, byte[] request, int connections, TimeSpan duration)
    {
        var since = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectAsync(endpoint, request, since, duration))));
        return new LoadResult([.. latencies.SelectMany(each => each).Order()], Stopwatch.GetElapsedTime(since));
    }

    private static async Task<List<double>> ConnectAsync(Uri endpoint, byte[] request, long since, TimeSpan duration)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint.Host, endpoint.Port);
        var latencies = new List<double>(1 << 16);
        var buffer = new byte[256 << 10];
        while (Stopwatch.GetElapsedTime(since) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            length += read;
            if (IsComplete(buffer.AsSpan(0, length))) return;
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        var headers = Encoding.ASCII.GetString(answer[..head]);
        var at = headers.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return answer.EndsWith("0\r\n\r\n"u8);
        var value = headers.AsSpan(at + "Content-Length: ".Length);
        var end = value.IndexOf('\r');
        return answer.Length - head - 4 >= int.Parse(end < 0 ? value : value[..end], null);
    }
}

/// <summary>Latencies in ms, in ascending order, and how long the load lasted.</summary>
internal sealed record LoadResult(double[] Latencies, TimeSpan Elapsed)
{
    public double PerSecond => Latencies.Length / Elapsed.TotalSeconds;

    public double Percentile(double share) => Latencies.Length == 0 ? double.NaN : Latencies[(int)Math.Min(Latencies.Length - 1, share * Latencies.Length)];
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Testing;

/// <summary>The little of S3 that a job needs (put, get, list), in memory behind a real port, so that the real client is used against it.</summary>
public sealed class ObjectStoreStub : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private readonly Task serving;

    public ObjectStoreStub()
    {
        var port = FreePort.Next();
        Endpoint = $"http://127.0.0.1:{port}/";
        listener.Prefixes.Add(Endpoint);
        listener.Start();
        serving = ServeAsync();
    }

    public string Endpoint { get; }

    /// <summary>Keys as "bucket/key", in order.</summary>
    public IReadOnlyList<string> Keys => [.. objects.Keys.Order(StringComparer.Ordinal)];

    public byte[] this[string path] => objects[path];

    public void Put(string path, string text) => objects[path] = Encoding.UTF8.GetBytes(text);

    public void Put(string path, byte[] content) => objects[path] = content;

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext http)
    {
        var path = Uri.UnescapeDataString(http.Request.Url!.AbsolutePath).Trim('/');
        if (http.Request.HttpMethod == "PUT")
        {
            var sent = objects[path] = await ReadAsync(http.Request);
            http.Response.AddHeader("ETag", $"\"{Convert.ToHexStringLower(MD5.HashData(sent))}\"");
        }
        else if (http.Request.QueryString["list-type"] == "2")
        {
            await WriteAsync(http, 200, List(path, http.Request.QueryString["prefix"] ?? ""));
        }
        else if (objects.TryGetValue(path, out var content))
        {
            http.Response.AddHeader("ETag", $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"");
            await http.Response.OutputStream.WriteAsync(content);
        }
        else
        {
            await WriteAsync(http, 404, "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
        }

        http.Response.Close();
    }

    private string List(string bucket, string prefix)
    {
        var answer = new StringBuilder($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{bucket}</Name><IsTruncated>false</IsTruncated>");
        foreach (var key in Keys.Where(key => key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)))
        {
            answer.Append(CultureInfo.InvariantCulture,
                $"<Contents><Key>{SecurityElement.Escape(key[(bucket.Length + 1)..])}</Key><Size>{objects[key].Length}</Size></Contents>");
        }

        return answer.Append("</ListBucketResult>").ToString();
    }

    private static async Task WriteAsync(HttpListenerContext http, int status, string xml)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        await http.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(xml));
    }

    // The AWS client for .NET sends chunks, each with its length in hexadecimal before it.
    private static async Task<byte[]> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var bytes = body.ToArray();
        if (request.Headers["x-amz-decoded-content-length"] is null) return bytes;
        using var content = new MemoryStream();
        for (var position = 0; ;)
        {
            var lineEnd = Array.IndexOf(bytes, (byte)'\r', position);
            var header = Encoding.ASCII.GetString(bytes, position, lineEnd - position).Split(';')[0];
            var length = int.Parse(header, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return content.ToArray();
            await content.WriteAsync(bytes.AsMemory(lineEnd + 2, length));
            position = lineEnd + 2 + length + 2;
        }
    }
}

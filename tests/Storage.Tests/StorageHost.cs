using System.Net;
using System.Text;
using System.Xml.Linq;
using MlPlatform.ServiceDefaults;
using MlPlatform.Storage;
using MlPlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MlPlatform.Storage.Tests;

/// <summary>The storage service in this process, on a port and a folder of its own, spoken to as the Gateway does.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    public const int InlineBytes = 1024;
    public const int MinimumPartBytes = 2048;

    private readonly TemporaryFolder _folder = new();
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    public int Port { get; private set; }

    public string BlobFolder => Path.Combine(_folder.Path, "storage", "blobs");

    public IEnumerable<string> BlobFiles => Directory.EnumerateFiles(BlobFolder, "*", SearchOption.AllDirectories);

    public static async Task<StorageHost> StartAsync()
    {
        var host = new StorageHost();
        await host.OpenAsync();
        return host;
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/");
        request.Headers.Add("x-mlp-raw-target", target);
        request.Headers.Add("x-mlp-account", "123456789012");
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContextToken);
    }

    public Task<HttpResponseMessage> PutAsync(string target, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, target, body, headers);

    public Task<HttpResponseMessage> GetAsync(string target, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, target, null, headers);

    public async Task<XElement> XmlAsync(HttpMethod method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, target, body is null ? null : Encoding.UTF8.GetBytes(body), headers);
        return XElement.Parse(await response.Content.ReadAsStringAsync(TestContextToken));
    }

    /// <summary>The error code of an answer that must be one.</summary>
    public static async Task<string> ErrorCodeAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        return XElement.Parse(await response.Content.ReadAsStringAsync(TestContextToken)).Element("Code")!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private static CancellationToken TestContextToken => CancellationToken.None;

    private async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APP_ID"] = "storage",
            ["MLPLATFORM_DATA"] = _folder.Path,
            ["Storage:InlineBytes"] = InlineBytes.ToString(null, null),
            ["Storage:MinimumPartBytes"] = MinimumPartBytes.ToString(null, null),
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddStorage();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapServiceDefaults(guarded => guarded.UseS3());
        _app.MapS3();
        await _app.StartAsync(TestContextToken);
        var address = new Uri(_app.Urls.First());
        Port = address.Port;
        Client = new HttpClient { BaseAddress = address };
    }

    private async Task CloseAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

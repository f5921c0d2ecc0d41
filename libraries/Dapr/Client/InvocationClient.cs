using System.Net.Http.Json;
using System.Text.Json;

namespace MlPlatform.Dapr;

/// <summary>The invocation building block over HTTP.</summary>
internal sealed class InvocationClient(Sidecar sidecar) : IDisposable
{
    private static readonly HttpRequestOptionsKey<string> AppIdOption = new("dapr-app-id");
    private static readonly HttpRequestOptionsKey<string> MethodOption = new("dapr-method");

    private readonly HttpClient _http = Create(sidecar.Settings, appId: null);

    /// <summary>A client whose addresses name apps.</summary>
    public static HttpClient Create(SidecarSettings settings, string? appId)
    {
        var transport = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        var client = new HttpClient(new InvocationHandler(settings.HttpEndpoint, settings.ApiToken, appId) { InnerHandler = transport });
        client.DefaultRequestHeaders.TryAddWithoutValidation("user-agent", Sidecar.UserAgent);
        if (appId is not null)
        {
            client.BaseAddress = Uri.TryCreate("http://" + appId, UriKind.Absolute, out var address)
                ? address
                : throw new ArgumentException($"'{appId}' cannot be an app id: it must be a valid host name.", nameof(appId));
        }

        return client;
    }

    public static HttpRequestMessage Request(HttpMethod method, string appId, string methodName, HttpContent? content = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrEmpty(appId);
        ArgumentNullException.ThrowIfNull(methodName);
        var request = new HttpRequestMessage(method, new Uri($"http://{appId}/{methodName.TrimStart('/')}")) { Content = content };
        request.Options.Set(AppIdOption, appId);
        request.Options.Set(MethodOption, methodName);
        return request;
    }

    public HttpRequestMessage Request<TRequest>(HttpMethod method, string appId, string methodName, TRequest data)
        => Request(method, appId, methodName, JsonContent.Create(data, options: sidecar.Json));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failed)
        {
            throw Failure(request, failed, response: null);
        }
    }

    public async Task SendAndCheckAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await CheckedAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<TResponse> SendAsync<TResponse>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await CheckedAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return (await response.Content.ReadFromJsonAsync<TResponse>(sidecar.Json, cancellationToken).ConfigureAwait(false))!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or HttpRequestException)
        {
            throw Failure(request, unreadable, response);
        }
    }

    public void Dispose() => _http.Dispose();

    private static InvocationException Failure(HttpRequestMessage request, Exception cause, HttpResponseMessage? response)
    {
        request.Options.TryGetValue(AppIdOption, out var appId);
        request.Options.TryGetValue(MethodOption, out var method);
        return new InvocationException(
            appId ?? request.RequestUri?.Host ?? string.Empty, method ?? request.RequestUri?.AbsolutePath ?? string.Empty, cause, response);
    }

    private async Task<HttpResponseMessage> CheckedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return response.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException refused)
        {
            throw Failure(request, refused, response);
        }
    }
}

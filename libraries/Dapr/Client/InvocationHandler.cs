namespace MlPlatform.Dapr;

/// <summary>
/// Sends <c>http://app-id/path</c> to the sidecar as an invocation of that app. The host of a URI is case-insensitive, so the
/// spelling of the default app id is kept.
/// </summary>
public class InvocationHandler : DelegatingHandler
{
    private readonly Uri _endpoint;
    private readonly string? _apiToken;

    internal InvocationHandler(Uri endpoint, string? apiToken, string? defaultAppId)
    {
        _endpoint = endpoint;
        _apiToken = apiToken;
        DefaultAppId = defaultAppId;
    }

    /// <summary>The app that relative addresses go to.</summary>
    public string? DefaultAppId { get; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri;
        request.RequestUri = Rewrite(original);
        if (_apiToken is not null)
        {
            request.Headers.Remove(Sidecar.TokenHeader);
            request.Headers.TryAddWithoutValidation(Sidecar.TokenHeader, _apiToken);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = original;
        }
    }

    private Uri Rewrite(Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException($"'{uri}' names no app: the address of an invocation is http://app-id/path.", nameof(uri));
        }

        var appId = string.Equals(uri.Host, DefaultAppId, StringComparison.OrdinalIgnoreCase) ? DefaultAppId : uri.Host;
        return new Uri(_endpoint, $"/v1.0/invoke/{Uri.EscapeDataString(appId!)}/method{uri.PathAndQuery}");
    }
}

using System.Security.Cryptography;
using System.Text;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>Checks an app's token and turns failures into answers, around every HTTP request.</summary>
internal sealed partial class HttpGate(InvocationEndpoint invocation, ILogger<HttpGate> logger)
{
    public const string TokenHeader = "dapr-api-token";

    private readonly ILogger _logger = logger;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!Admits(http))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await http.Response.WriteAsync("invalid api token", http.RequestAborted).ConfigureAwait(false);
            return;
        }

        try
        {
            if (!await invocation.TryForwardAsync(http).ConfigureAwait(false)) await next(http).ConfigureAwait(false);
        }
        catch (RuntimeErrorException failure)
        {
            await AnswerAsync(http, failure.Error, failure.Message).ConfigureAwait(false);
        }
        catch (StorageException failure)
        {
            StorageRefused(failure, http.Caller().AppId);
            await AnswerAsync(http, RuntimeErrors.Internal, failure.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody is left to answer.
        }
    }

    /// <summary>Whether a token is the expected one, compared in a time that does not depend on where they differ.</summary>
    public static bool TokenFits(string? expected, string? shown) =>
        expected is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(shown ?? ""));

    private static bool Admits(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal)
        || TokenFits(http.Caller().ApiToken, http.Request.Headers[TokenHeader].ToString());

    private static Task AnswerAsync(HttpContext http, RuntimeError error, string message)
    {
        if (!http.Response.HasStarted) return http.ErrorAsync(error, message);
        http.Abort();
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Error, "A request of {AppId} failed in the database")]
    private partial void StorageRefused(Exception exception, string appId);
}

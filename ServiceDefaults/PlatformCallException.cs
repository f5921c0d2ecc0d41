using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPlatform.ServiceDefaults;

/// <summary>Another service refused an operation, or could not be reached.</summary>
public sealed class PlatformCallException(string target, string code, string message, Exception? inner = null)
    : Exception($"{target}: {code}: {message}", inner)
{
    public string Target { get; } = target;

    /// <summary>The AWS error code, such as <c>ResourceInUse</c>; <c>ServiceUnavailable</c> when nothing answered.</summary>
    public string Code { get; } = code;

    /// <summary>The message of the error, without target and code.</summary>
    public string Reason { get; } = message;

    /// <summary>Whether the same call may succeed later: the fault is not the caller's.</summary>
    public bool IsTransient => Code is "ServiceUnavailable" or "InternalFailure" or "ThrottlingException";

    internal static PlatformCallException From(string target, int status, byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject error && error["__type"] is { } type)
            {
                return new PlatformCallException(target, type.ToString().Split('#')[^1], error["message"]?.ToString() ?? "");
            }
        }
        catch (JsonException)
        {
            // Not an AWS error: what answered was the sidecar or a proxy.
        }

        return new PlatformCallException(target, "ServiceUnavailable", $"The sidecar answered with HTTP {status}.");
    }
}

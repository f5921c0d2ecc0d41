using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Steps;

/// <summary>Creates under a name of our own choosing, so that "it exists already" means "we did it before the crash".</summary>
internal static class CreateOnce
{
    public static async Task CreateOnceAsync(
        this IOperations operations, string operation, JsonObject request, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            await operations.SendAsync(operation, request, context, cancellationToken);
        }
        catch (PlatformCallException fault) when (SaysItExists(fault))
        {
            // Ours, from before.
        }
    }

    private static bool SaysItExists(PlatformCallException fault) =>
        fault.Code is "ResourceInUse" or "ValidationException"
        && (fault.Reason.Contains("already exist", StringComparison.OrdinalIgnoreCase)
            || fault.Reason.Contains("already existing", StringComparison.OrdinalIgnoreCase));
}

using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlPlatform.Contracts;

namespace MlPlatform.Aws;

/// <summary>Registers and maps a service's AWS JSON operations.</summary>
public static class AwsJsonEndpoints
{
    /// <summary>Tells which source-generated contexts know the wire records of this service.</summary>
    public static IServiceCollection AddAwsJson(this IServiceCollection services, params IJsonTypeInfoResolver[] contexts) =>
        services.AddSingleton(new AwsJson(contexts));

    /// <summary>Answers <c>POST /</c> by the operation that <c>X-Amz-Target</c> names.</summary>
    public static IEndpointConventionBuilder MapAwsJson(this IEndpointRouteBuilder endpoints, Action<OperationTable> operations)
    {
        var table = new OperationTable();
        operations(table);
        var handlers = table.Freeze();
        var log = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("MlPlatform.Aws.Operations");
        return endpoints.MapPost("/", async http =>
        {
            var target = http.Request.Headers[PlatformHeaders.Target].ToString();
            try
            {
                if (!handlers.TryGetValue(target, out var handler)) throw Unknown(target);
                await handler(http).ConfigureAwait(false);
            }
            catch (AwsException fault)
            {
                OperationLog.Refused(log, target, fault.Code.Name);
                await AwsJsonResponse.WriteErrorAsync(http, fault.Code, fault.Message).ConfigureAwait(false);
            }
            catch (BadHttpRequestException fault)
            {
                await AwsJsonResponse.WriteErrorAsync(http, AwsErrorCode.RequestTooLarge, fault.Message).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                OperationLog.Abandoned(log, target);
            }
            catch (Exception fault) when (!http.Response.HasStarted)
            {
                // The last door: an unexpected fault is logged whole here and told to the client without its inside.
                OperationLog.Failed(log, target, fault);
                await AwsJsonResponse.WriteErrorAsync(http, AwsErrorCode.InternalFailure, $"{target} failed unexpectedly; the service's log has the cause.")
                    .ConfigureAwait(false);
            }
        });
    }

    private static AwsException Unknown(string target) =>
        new(AwsErrorCode.UnknownOperation, target.Length == 0 ? "The X-Amz-Target header is missing." : $"The operation {target} is not known.");
}

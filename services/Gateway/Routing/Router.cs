using MlPlatform.Aws;
using MlPlatform.Aws.Protocols;
using MlPlatform.Aws.Signing;
using MlPlatform.Contracts;

namespace MlPlatform.Gateway;

/// <summary>Finds the owner of a request by the service it was signed for, its target and its path.</summary>
internal sealed class Router(GatewayOptions options)
{
    private readonly Route _storage = new(AwsProtocol.S3, AppIds.Storage, null, null);
    private readonly Route _invocation = new(AwsProtocol.RestJson, AppIds.Serving, null, options.InvocationLimit);
    private readonly Route _metrics = new(AwsProtocol.RestJson, AppIds.Registry, null, options.OperationLimit);
    private readonly Route _query = new(AwsProtocol.Query, null, null, options.OperationLimit);
    private readonly Dictionary<string, Route> _operations = OperationOwners.ByApp.Keys
        .ToDictionary(app => app, app => new Route(AwsProtocol.Json, app, null, options.OperationLimit), StringComparer.Ordinal);

    /// <summary>The route of a request; without a signature, the wire form its client most likely reads.</summary>
    public Route Find(HttpRequest request, RequestSignature? signature)
    {
        var service = signature?.Scope.Service;
        if (service is "s3") return _storage;
        if (request.Headers[PlatformHeaders.Target] is [{ Length: > 0 } target]) return ForTarget(target);
        if (request.Path.StartsWithSegments("/endpoints", StringComparison.Ordinal) && service is "sagemaker") return _invocation;
        if (service is "sagemaker" && request.Path.Value is "/BatchPutMetrics" or "/BatchGetMetrics") return _metrics;
        if (service is "sts" or "iam" || request.HasFormContentType) return _query;
        return service is null ? _storage : NotHere(AwsProtocol.RestJson, $"{request.Method} {request.Path} of {service}");
    }

    private Route ForTarget(string target)
    {
        if (OperationOwners.Find(target) is { } app) return _operations[app];
        var refusal = ModelledOperations.Contains(target)
            ? $"{target} is an AWS operation that is not implemented here."
            : $"The operation {target} is not known.";
        return new Route(AwsProtocol.Json, null, new WireError(400, AwsErrorCode.UnknownOperation.Name, refusal), options.OperationLimit);
    }

    private Route NotHere(AwsProtocol protocol, string what) =>
        new(protocol, null, new WireError(400, AwsErrorCode.UnknownOperation.Name, $"{what} is not implemented here."), options.OperationLimit);
}

using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core.Invocation;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>InvokeService over gRPC: the app behind it is called over HTTP.</summary>
internal static class InvocationGrpc
{
    public static void MapInvocationGrpc(this IEndpointRouteBuilder endpoints, InvocationBlock invocation) =>
        endpoints.Map(DaprMethods.InvokeService, (request, app, call) => InvokeAsync(request, app, call, invocation));

    private static async Task<InvokeResponse> InvokeAsync(InvokeServiceRequest request, DaprApp app, GrpcServerCall call, InvocationBlock invocation)
    {
        using var message = Message(request, invocation.OriginOf(request.Id));
        using var response = await invocation.SendAsync(app.AppId, request.Id, message, call.CancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(call.CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new GrpcException(Status(response.StatusCode), $"{request.Id} answered {(int)response.StatusCode} to {request.Message.Method}");
        }

        return new InvokeResponse
        {
            ContentType = response.Content.Headers.ContentType?.ToString() ?? "",
            Data = new Any { Value = UnsafeByteOperations.UnsafeWrap(body) },
        };
    }

    private static HttpRequestMessage Message(InvokeServiceRequest request, string origin)
    {
        var asked = request.Message ?? throw new GrpcException(GrpcStatusCode.InvalidArgument, "the request has no message");
        var query = asked.HttpExtension?.Querystring is { Length: > 0 } text ? "?" + text : "";
        var verb = asked.HttpExtension is { Verb: not HTTPExtension.Types.Verb.None } extension ? extension.Verb.ToString().ToUpperInvariant() : "POST";
        var message = new HttpRequestMessage(new HttpMethod(verb), $"{origin}/{asked.Method.TrimStart('/')}{query}");
        if (asked.Data is { } data && (!data.Value.IsEmpty || verb is "POST" or "PUT" or "PATCH"))
        {
            message.Content = new ByteArrayContent(data.Value.ToByteArray());
            message.Content.Headers.TryAddWithoutValidation("Content-Type", asked.ContentType.Length > 0 ? asked.ContentType : "application/json");
        }

        return message;
    }

    private static GrpcStatusCode Status(HttpStatusCode status) => (int)status switch
    {
        400 => GrpcStatusCode.InvalidArgument,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.NotFound,
        409 => GrpcStatusCode.AlreadyExists,
        429 => GrpcStatusCode.ResourceExhausted,
        501 => GrpcStatusCode.Unimplemented,
        503 => GrpcStatusCode.Unavailable,
        504 => GrpcStatusCode.DeadlineExceeded,
        >= 500 => GrpcStatusCode.Internal,
        _ => GrpcStatusCode.Unknown,
    };
}

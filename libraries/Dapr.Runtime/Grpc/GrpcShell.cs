using Google.Protobuf;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Http;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>Maps gRPC methods: checks the app's token and turns failures into status codes.</summary>
internal static class GrpcShell
{
    /// <summary>Maps one method to a handler that is given the calling app.</summary>
    public static void Map<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<TRequest, DaprApp, GrpcServerCall, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        endpoints.MapGrpcUnary(method, async (request, call) =>
        {
            var app = Admit(call);
            try
            {
                return await handler(request, app, call).ConfigureAwait(false);
            }
            catch (RuntimeErrorException failure)
            {
                throw new GrpcException(failure.Error.GrpcStatus, failure.Message, failure);
            }
            catch (StorageException failure)
            {
                throw new GrpcException(GrpcStatusCode.Internal, failure.Message, failure);
            }
        });
    }

    /// <summary>The calling app; a call without its token is refused.</summary>
    public static DaprApp Admit(GrpcServerCall call)
    {
        var app = call.Http.Caller();
        return HttpGate.TokenFits(app.ApiToken, call.Header(HttpGate.TokenHeader))
            ? app
            : throw new GrpcException(GrpcStatusCode.Unauthenticated, "invalid api token");
    }
}

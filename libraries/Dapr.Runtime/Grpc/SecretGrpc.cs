using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core.Secrets;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>Secrets over gRPC.</summary>
internal static class SecretGrpc
{
    public static void MapSecretsGrpc(this IEndpointRouteBuilder endpoints, SecretBlock secrets)
    {
        endpoints.Map(DaprMethods.GetSecret, (request, app, _) =>
        {
            var response = new GetSecretResponse();
            foreach (var (name, value) in secrets.Get(app.AppId, request.StoreName, request.Key)) response.Data[name] = value;
            return Task.FromResult(response);
        });
        endpoints.Map(DaprMethods.GetBulkSecret, (request, app, _) =>
        {
            var response = new GetBulkSecretResponse();
            foreach (var (name, value) in secrets.GetAll(app.AppId, request.StoreName))
            {
                response.Data[name] = new SecretResponse { Secrets = { [name] = value } };
            }

            return Task.FromResult(response);
        });
    }
}

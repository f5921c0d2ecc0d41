using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr;

/// <summary>The secrets building block over gRPC.</summary>
internal sealed class SecretsClient(Sidecar sidecar)
{
    public async Task<Dictionary<string, string>> GetAsync(
        string storeName, string key, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var request = new GetSecretRequest { StoreName = storeName, Key = key };
        request.Metadata.AddAll(metadata);
        var response = await sidecar.CallAsync(DaprMethods.GetSecret, request, "Reading a secret", cancellationToken).ConfigureAwait(false);
        return response.Data.ToDictionary();
    }

    public async Task<Dictionary<string, Dictionary<string, string>>> GetBulkAsync(
        string storeName, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new GetBulkSecretRequest { StoreName = storeName };
        request.Metadata.AddAll(metadata);
        var response = await sidecar.CallAsync(DaprMethods.GetBulkSecret, request, "Reading secrets", cancellationToken).ConfigureAwait(false);
        return response.Data.ToDictionary(static entry => entry.Key, static entry => entry.Value.Secrets.ToDictionary());
    }
}

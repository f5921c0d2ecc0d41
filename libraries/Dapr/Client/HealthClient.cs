using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr;

/// <summary>Health and metadata of the sidecar.</summary>
internal sealed class HealthClient(Sidecar sidecar, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public Task<bool> CheckAsync(CancellationToken cancellationToken) => GetAsync("v1.0/healthz", cancellationToken);

    public Task<bool> CheckOutboundAsync(CancellationToken cancellationToken) => GetAsync("v1.0/healthz/outbound", cancellationToken);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!await CheckOutboundAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<DaprMetadata> GetMetadataAsync(CancellationToken cancellationToken)
    {
        var response = await sidecar.CallAsync(DaprMethods.GetMetadata, new GetMetadataRequest(), "Reading metadata", cancellationToken)
            .ConfigureAwait(false);
        var components = response.RegisteredComponents.Select(static component => new DaprComponentsMetadata(
            component.Name, component.Type, component.Version, [.. component.Capabilities]));
        return new DaprMetadata(response.Id, components.ToList(), response.ExtendedMetadata.ToDictionary());
    }

    public Task SetMetadataAsync(string name, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return sidecar.CallAsync(
            DaprMethods.SetMetadata, new SetMetadataRequest { Key = name, Value = value }, "Setting metadata", cancellationToken);
    }

    public Task ShutdownAsync(CancellationToken cancellationToken)
        => sidecar.CallAsync(DaprMethods.Shutdown, new ShutdownRequest(), "Stopping the sidecar", cancellationToken);

    private async Task<bool> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await sidecar.Http.GetAsync(path, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

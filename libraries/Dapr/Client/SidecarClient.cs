using System.Text.Json;
using Google.Protobuf;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr;

/// <summary>The client of a sidecar: each building block's client behind the one type that apps know.</summary>
internal sealed class SidecarClient : DaprClient
{
    private readonly Sidecar _sidecar;
    private readonly PublishClient _publish;
    private readonly StateClient _state;
    private readonly SecretsClient _secrets;
    private readonly HealthClient _health;
    private readonly InvocationClient _invocation;

    public SidecarClient(SidecarSettings settings, JsonSerializerOptions json, TimeProvider time)
    {
        _sidecar = new Sidecar(settings, json);
        _publish = new PublishClient(_sidecar);
        _state = new StateClient(_sidecar);
        _secrets = new SecretsClient(_sidecar);
        _health = new HealthClient(_sidecar, time);
        _invocation = new InvocationClient(_sidecar);
    }

    public override JsonSerializerOptions JsonSerializerOptions => _sidecar.Json;

    public override HttpClient CreateInvokableHttpClient(string? appId = null) => InvocationClient.Create(_sidecar.Settings, appId);

    public override Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default)
        => _publish.PublishAsync(pubsubName, topicName, data, metadata: null, cancellationToken);

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
        => _publish.PublishAsync(pubsubName, topicName, data, metadata, cancellationToken);

    public override Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default)
        => _publish.PublishBytesAsync(Event(pubsubName, topicName, ByteString.Empty, string.Empty), metadata: null, cancellationToken);

    public override Task PublishEventAsync(
        string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
        => _publish.PublishBytesAsync(Event(pubsubName, topicName, ByteString.Empty, string.Empty), metadata, cancellationToken);

    public override Task PublishByteEventAsync(
        string pubsubName,
        string topicName,
        ReadOnlyMemory<byte> data,
        string dataContentType = PublishClient.Json,
        Dictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => _publish.PublishBytesAsync(Event(pubsubName, topicName, ByteString.CopyFrom(data.Span), dataContentType), metadata, cancellationToken);

    public override Task<BulkPublishResponse<TValue>> BulkPublishEventAsync<TValue>(
        string pubsubName,
        string topicName,
        IReadOnlyList<TValue> events,
        Dictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => _publish.PublishBulkAsync(pubsubName, topicName, events, metadata, cancellationToken);

    public override async Task<TValue> GetStateAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = default,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => (await GetStateAndETagAsync<TValue>(storeName, key, consistencyMode, metadata, cancellationToken).ConfigureAwait(false)).value;

    public override async Task<(TValue value, string etag)> GetStateAndETagAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var (data, etag) = await _state.GetAsync(storeName, key, consistencyMode, metadata, cancellationToken).ConfigureAwait(false);
        return (_sidecar.Deserialize<TValue>(data), etag);
    }

    public override async Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var items = await _state.GetBulkAsync(storeName, keys, parallelism, metadata, cancellationToken).ConfigureAwait(false);
        return items.Select(static item => new BulkStateItem(item.Key, item.Data.ToStringUtf8(), item.Etag)).ToList();
    }

    public override async Task<IReadOnlyList<BulkStateItem<TValue>>> GetBulkStateAsync<TValue>(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var items = await _state.GetBulkAsync(storeName, keys, parallelism, metadata, cancellationToken).ConfigureAwait(false);
        return items.Select(item => new BulkStateItem<TValue>(item.Key, _sidecar.Deserialize<TValue>(item.Data), item.Etag)).ToList();
    }

    public override Task SaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => _state.SaveAsync(
            storeName, [StateClient.Item(key, _sidecar.Serialize(value), etag: null, stateOptions, metadata)], cancellationToken);

    public override Task<bool> TrySaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(etag);
        return _state.TrySaveAsync(
            storeName, StateClient.Item(key, _sidecar.Serialize(value), etag, stateOptions, metadata), cancellationToken);
    }

    public override Task SaveBulkStateAsync<TValue>(
        string storeName, IReadOnlyList<SaveStateItem<TValue>> items, CancellationToken cancellationToken = default)
        => _state.SaveAsync(
            storeName,
            items.Select(item => StateClient.Item(item.Key, _sidecar.Serialize(item.Value), item.ETag, item.StateOptions, item.Metadata)),
            cancellationToken);

    public override Task DeleteStateAsync(
        string storeName,
        string key,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => _state.DeleteAsync(storeName, StateClient.Item(key, ByteString.Empty, etag: null, stateOptions, metadata), cancellationToken);

    public override Task<bool> TryDeleteStateAsync(
        string storeName,
        string key,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(etag);
        return _state.TryDeleteAsync(storeName, StateClient.Item(key, ByteString.Empty, etag, stateOptions, metadata), cancellationToken);
    }

    public override Task DeleteBulkStateAsync(
        string storeName, IReadOnlyList<BulkDeleteStateItem> items, CancellationToken cancellationToken = default)
        => _state.DeleteBulkAsync(
            storeName,
            items.Select(static item => StateClient.Item(item.Key, ByteString.Empty, item.ETag, item.StateOptions, item.Metadata)),
            cancellationToken);

    public override Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => _state.ExecuteAsync(storeName, operations, metadata, cancellationToken);

    public override Task<Dictionary<string, string>> GetSecretAsync(
        string storeName, string key, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
        => _secrets.GetAsync(storeName, key, metadata, cancellationToken);

    public override Task<Dictionary<string, Dictionary<string, string>>> GetBulkSecretAsync(
        string storeName, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
        => _secrets.GetBulkAsync(storeName, metadata, cancellationToken);

    public override Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default) => _health.CheckAsync(cancellationToken);

    public override Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default)
        => _health.CheckOutboundAsync(cancellationToken);

    public override Task WaitForSidecarAsync(CancellationToken cancellationToken = default) => _health.WaitAsync(cancellationToken);

    public override Task ShutdownSidecarAsync(CancellationToken cancellationToken = default) => _health.ShutdownAsync(cancellationToken);

    public override Task<DaprMetadata> GetMetadataAsync(CancellationToken cancellationToken = default)
        => _health.GetMetadataAsync(cancellationToken);

    public override Task SetMetadataAsync(string attributeName, string attributeValue, CancellationToken cancellationToken = default)
        => _health.SetMetadataAsync(attributeName, attributeValue, cancellationToken);

    public override HttpRequestMessage CreateInvokeMethodRequest(HttpMethod httpMethod, string appId, string methodName)
        => InvocationClient.Request(httpMethod, appId, methodName);

    public override HttpRequestMessage CreateInvokeMethodRequest<TRequest>(HttpMethod httpMethod, string appId, string methodName, TRequest data)
        => _invocation.Request(httpMethod, appId, methodName, data);

    public override Task<HttpResponseMessage> InvokeMethodWithResponseAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
        => _invocation.SendAsync(request, cancellationToken);

    public override Task InvokeMethodAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
        => _invocation.SendAndCheckAsync(request, cancellationToken);

    public override Task<TResponse> InvokeMethodAsync<TResponse>(HttpRequestMessage request, CancellationToken cancellationToken = default)
        => _invocation.SendAsync<TResponse>(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invocation.Dispose();
            _sidecar.Dispose();
        }
    }

    private static PublishEventRequest Event(string pubsubName, string topicName, ByteString data, string contentType)
        => new() { PubsubName = pubsubName, Topic = topicName, Data = data, DataContentType = contentType };
}

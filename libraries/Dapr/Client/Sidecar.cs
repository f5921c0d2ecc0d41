using System.Text.Json;
using Google.Protobuf;
using MlPlatform.Dapr.Protocol;

namespace MlPlatform.Dapr;

/// <summary>What the clients of the building blocks share: the connections to the sidecar, the JSON options, the errors.</summary>
internal sealed class Sidecar : IDisposable
{
    public const string TokenHeader = "dapr-api-token";

    public static readonly string UserAgent = "mlplatform-dapr/" + typeof(Sidecar).Assembly.GetName().Version?.ToString(3);

    public Sidecar(SidecarSettings settings, JsonSerializerOptions json)
    {
        Settings = settings;
        Json = json;
        Grpc = Connect(settings);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = settings.HttpEndpoint };
        if (settings.ApiToken is { } token)
        {
            Http.DefaultRequestHeaders.Add(TokenHeader, token);
        }
    }

    public SidecarSettings Settings { get; }

    public JsonSerializerOptions Json { get; }

    public GrpcChannel Grpc { get; }

    public HttpClient Http { get; }

    /// <summary>Opens a channel to the sidecar with the headers that every call carries.</summary>
    public static GrpcChannel Connect(SidecarSettings settings)
    {
        var headers = new Dictionary<string, string> { ["user-agent"] = UserAgent };
        if (settings.ApiToken is { } token)
        {
            headers[TokenHeader] = token;
        }

        return new GrpcChannel(settings.GrpcEndpoint, new GrpcChannelOptions { Headers = headers });
    }

    /// <summary>Makes a gRPC call; a status other than OK becomes a <see cref="DaprException"/>.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, string operation, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        try
        {
            return await Grpc.CallAsync(method, request, cancellationToken).ConfigureAwait(false);
        }
        catch (GrpcException refused)
        {
            throw new DaprException($"{operation} failed: {refused.Message}", refused);
        }
    }

    /// <summary>A value as JSON in the bytes of a message.</summary>
    public ByteString Serialize<T>(T value) => UnsafeByteOperations.UnsafeWrap(JsonSerializer.SerializeToUtf8Bytes(value, Json));

    /// <summary>A value from JSON; the default where there is none.</summary>
    public T Deserialize<T>(ByteString data) => data.IsEmpty ? default! : JsonSerializer.Deserialize<T>(data.Span, Json)!;

    public void Dispose()
    {
        Grpc.Dispose();
        Http.Dispose();
    }
}

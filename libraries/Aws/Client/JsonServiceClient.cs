using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace MlPlatform.Aws.Client;

/// <summary>A service client on the SDK's core that knows no particular service: pipeline, retries, credentials and signing are the SDK's.</summary>
internal sealed class JsonServiceClient : AmazonServiceClient
{
    private readonly InvokeOptions _invocation;

    private JsonServiceClient(AwsClientOptions options, AWSCredentials credentials)
        : base(credentials, new JsonServiceConfig(options)) => _invocation = Invocation(options);

    private JsonServiceClient(AwsClientOptions options)
        : base(new JsonServiceConfig(options)) => _invocation = Invocation(options);

    public static JsonServiceClient Create(AwsClientOptions options) =>
        options is { AccessKeyId: { Length: > 0 } key, SecretAccessKey: { Length: > 0 } secret }
            ? new JsonServiceClient(options, new BasicAWSCredentials(key, secret))
            : new JsonServiceClient(options);

    public async Task<byte[]> SendAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var answer = await InvokeAsync<JsonAnswer>(call, _invocation, cancellationToken).ConfigureAwait(false);
        return answer.Body;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The marshaller names the endpoint; there are no rules to resolve it by.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4Only());
    }

    private static InvokeOptions Invocation(AwsClientOptions options) => new()
    {
        RequestMarshaller = new JsonCallMarshaller(options),
        ResponseUnmarshaller = JsonAnswerUnmarshaller.Instance,
    };

    private sealed class SignatureV4Only : BaseAuthResolverHandler
    {
        private static readonly AuthSchemeOption SigV4 = new() { SchemeId = "aws.auth#sigv4" };

        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => [SigV4];
    }
}

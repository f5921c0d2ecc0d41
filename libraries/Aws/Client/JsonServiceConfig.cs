using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace MlPlatform.Aws.Client;

/// <summary>The SDK's settings for operations whose service is known by their target.</summary>
internal sealed class JsonServiceConfig : ClientConfig
{
    public JsonServiceConfig(AwsClientOptions options)
        : base(new StandardDefaults())
    {
        AuthenticationRegion = options.Region;
        ServiceURL = (options.Endpoint ?? AwsEndpoints.Of("sagemaker", options.Region)).ToString();
        RetryMode = RequestRetryMode.Standard;
        MaxErrorRetry = options.Retries;
        Timeout = options.Timeout;
        UseAlternateUserAgentHeader = false;
    }

    public override string RegionEndpointServiceName => "sagemaker";

    public override string ServiceVersion => "1";

    public override string UserAgent => "MlPlatform";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL);

    private sealed class StandardDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}

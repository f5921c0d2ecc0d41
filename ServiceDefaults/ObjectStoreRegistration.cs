using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MlPlatform.ServiceDefaults;

internal static class ObjectStoreRegistration
{
    /// <summary>Adds the S3 client: AWS's own, towards <c>AWS_ENDPOINT_URL</c> (or <c>AWS_ENDPOINT_URL_S3</c>) where one is set, else AWS.</summary>
    public static IServiceCollection AddObjectStore(this IServiceCollection services) =>
        services.AddSingleton<IAmazonS3>(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            var endpoint = configuration["AWS_ENDPOINT_URL_S3"] ?? configuration["AWS_ENDPOINT_URL"];
            var region = provider.GetRequiredService<PlatformOptions>().Region;
            if (string.IsNullOrEmpty(endpoint)) return new AmazonS3Client(new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) });

            var config = new AmazonS3Config
            {
                ServiceURL = endpoint,
                AuthenticationRegion = region,
                ForcePathStyle = true,
                MaxErrorRetry = 8,
                RetryMode = RequestRetryMode.Standard,
            };
            var accessKey = configuration["AWS_ACCESS_KEY_ID"];
            var secretKey = configuration["AWS_SECRET_ACCESS_KEY"];
            return accessKey is null || secretKey is null
                ? new AmazonS3Client(config)
                : new AmazonS3Client(new BasicAWSCredentials(accessKey, secretKey), config);
        });
}

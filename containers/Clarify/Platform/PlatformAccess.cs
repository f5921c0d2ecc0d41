using Amazon.Runtime;
using Amazon.S3;
using MlPlatform.Aws;
using MlPlatform.Aws.Client;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Jobs;

namespace MlPlatform.Clarify.Platform;

/// <summary>Reaches SageMaker and S3 as the job: address, region and key are those of its environment. Clients are made when they are first used.</summary>
/// <param name="environment">The job's environment.</param>
/// <param name="time">The clock that requests are signed by.</param>
internal sealed class PlatformAccess(IReadOnlyDictionary<string, string> environment, TimeProvider time) : IDisposable
{
    /// <summary>How long one invocation of a model may take, in seconds; 60 where it is not set, as SageMaker allows.</summary>
    private const string TimeoutVariable = "CLARIFY_MODEL_TIMEOUT_SECONDS";

    private readonly List<IDisposable> clients = [];
    private AwsJsonClient? operations;
    private SageMakerRuntimeClient? runtime;
    private IAmazonS3? objects;

    /// <summary>How long one invocation of a model may take.</summary>
    public TimeSpan InvocationTimeout { get; } =
        TimeSpan.FromSeconds(environment.GetValueOrDefault(TimeoutVariable) is { } text && Config.Numbers.TryParse(text, out var seconds) && seconds > 0 ? seconds : 60);

    /// <summary>Calls one of SageMaker's operations.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="failure">How the message begins where it is refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClarifyException">The operation is refused, or the platform is away.</exception>
    public TResponse Send<TRequest, TResponse>(TRequest request, string failure, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class
    {
        operations ??= Kept(new AwsJsonClient(Options, new AwsJson([ModelsJson.Default, EndpointsJson.Default, RegistryJson.Default])));
        try
        {
            return operations.SendAsync<TRequest, TResponse>(request, cancellationToken).GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException)
        {
            throw new ClarifyException($"{failure}: {fault.Message}", fault);
        }
    }

    /// <summary>Invokes endpoints.</summary>
    public SageMakerRuntimeClient Runtime => runtime ??= Kept(new SageMakerRuntimeClient(Options with { Timeout = InvocationTimeout }, time));

    /// <summary>Brings what lies below an S3 address into a fresh folder.</summary>
    /// <param name="address">An object or a prefix.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public string Download(string address, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("clarify-").FullName;
        clients.Add(new TemporaryFolder(folder));
        var transfer = new ObjectTransfer(objects ??= Kept(CreateObjects()));
        try
        {
            transfer.DownloadAsync(new InputSource(S3Location.Parse(address), IsManifest: false, IsGzip: false), folder, cancellationToken).GetAwaiter().GetResult();
            return folder;
        }
        catch (Exception fault) when (fault is JobInputException or AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new ClarifyException($"{address} cannot be read: {fault.Message}", fault);
        }
    }

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
    }

    private AwsClientOptions Options => new()
    {
        Endpoint = Endpoint is { } endpoint ? new Uri(endpoint) : throw new ClarifyException("The job cannot reach the platform: AWS_ENDPOINT_URL is not set in its environment."),
        Region = Region,
        AccessKeyId = environment.GetValueOrDefault("AWS_ACCESS_KEY_ID"),
        SecretAccessKey = environment.GetValueOrDefault("AWS_SECRET_ACCESS_KEY"),
    };

    private string? Endpoint => environment.GetValueOrDefault("AWS_ENDPOINT_URL") is { Length: > 0 } url ? url : null;

    private string Region => environment.GetValueOrDefault("AWS_REGION") ?? environment.GetValueOrDefault("AWS_DEFAULT_REGION") ?? "us-east-1";

    private AmazonS3Client CreateObjects()
    {
        var config = new AmazonS3Config { ServiceURL = Options.Endpoint!.ToString(), AuthenticationRegion = Region, ForcePathStyle = true };
        return Options is { AccessKeyId: { } key, SecretAccessKey: { } secret } ? new AmazonS3Client(new BasicAWSCredentials(key, secret), config) : new AmazonS3Client(config);
    }

    private T Kept<T>(T client) where T : IDisposable
    {
        clients.Add(client);
        return client;
    }

    private sealed class TemporaryFolder(string path) : IDisposable
    {
        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}

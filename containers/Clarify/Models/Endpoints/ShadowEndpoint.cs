using System.Security.Cryptography;
using System.Text;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Platform;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>An endpoint that lives as long as the job: Clarify's shadow endpoint.</summary>
/// <remarks>Its name begins with what the job is known by, so that a job which runs again after it was killed takes away what it left behind.</remarks>
internal sealed class ShadowEndpoint : IDisposable
{
    /// <summary>Names have at most 63 letters; two times eight digits follow.</summary>
    private const int LongestPrefix = 45;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly PlatformAccess platform;
    private readonly TextWriter log;
    private bool hasEndpoint;

    private ShadowEndpoint(PlatformAccess platform, string name, TextWriter log)
    {
        this.platform = platform;
        Name = name;
        this.log = log;
    }

    /// <summary>The name of the endpoint and of its configuration.</summary>
    public string Name { get; }

    /// <summary>Makes the endpoint and waits until it answers; where that fails, nothing of it stays.</summary>
    /// <param name="platform">Where it is made.</param>
    /// <param name="predictor">The model, and how it is served.</param>
    /// <param name="jobArn">The job, if it is known.</param>
    /// <param name="log">Where its name goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static ShadowEndpoint Create(PlatformAccess platform, PredictorConfig predictor, string? jobArn, TextWriter log, CancellationToken cancellationToken)
    {
        var prefix = predictor.EndpointNamePrefix ?? "sagemaker-clarify";
        var stem = $"{prefix[..Math.Min(prefix.Length, LongestPrefix)]}-{Digits(jobArn ?? Guid.NewGuid().ToString("n"))}";
        var shadow = new ShadowEndpoint(platform, $"{stem}-{Digits(Guid.NewGuid().ToString("n"))}", log);
        try
        {
            if (jobArn is not null) shadow.RemoveThoseOfAnEarlierRun(stem, cancellationToken);
            shadow.Start(predictor, cancellationToken);
            return shadow;
        }
        catch (Exception fault) when (fault is ClarifyException or OperationCanceledException)
        {
            shadow.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (hasEndpoint) Delete<DeleteEndpointRequest>(new DeleteEndpointRequest { EndpointName = Name });
        Delete<DeleteEndpointConfigRequest>(new DeleteEndpointConfigRequest { EndpointConfigName = Name });
    }

    private static string Digits(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private void RemoveThoseOfAnEarlierRun(string stem, CancellationToken cancellationToken)
    {
        var endpoints = Send<ListEndpointsRequest, ListEndpointsResponse>(new ListEndpointsRequest { NameContains = stem }, cancellationToken).Endpoints;
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.EndpointStatus != "Deleting"))
        {
            log.WriteLine($"Deleting the endpoint {endpoint.EndpointName} of an earlier run of this job.");
            Delete<DeleteEndpointRequest>(new DeleteEndpointRequest { EndpointName = endpoint.EndpointName });
        }

        var configs = Send<ListEndpointConfigsRequest, ListEndpointConfigsResponse>(new ListEndpointConfigsRequest { NameContains = stem }, cancellationToken).EndpointConfigs;
        foreach (var config in configs) Delete<DeleteEndpointConfigRequest>(new DeleteEndpointConfigRequest { EndpointConfigName = config.EndpointConfigName });
    }

    private void Start(PredictorConfig predictor, CancellationToken cancellationToken)
    {
        var variant = new ProductionVariant
        {
            VariantName = "AllTraffic",
            ModelName = predictor.ModelName!,
            InitialInstanceCount = predictor.InitialInstanceCount ?? 1,
            InstanceType = predictor.InstanceType ?? "ml.m5.large",
            AcceleratorType = predictor.AcceleratorType,
        };
        Send<CreateEndpointConfigRequest, CreateEndpointConfigResponse>(new CreateEndpointConfigRequest { EndpointConfigName = Name, ProductionVariants = [variant] }, cancellationToken);
        Send<CreateEndpointRequest, CreateEndpointResponse>(new CreateEndpointRequest { EndpointName = Name, EndpointConfigName = Name }, cancellationToken);
        hasEndpoint = true;
        log.WriteLine($"Created the endpoint {Name}.");
        Wait(predictor, cancellationToken);
    }

    private void Wait(PredictorConfig predictor, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            var endpoint = Send<DescribeEndpointRequest, DescribeEndpointResponse>(new DescribeEndpointRequest { EndpointName = Name }, cancellationToken);
            if (endpoint.EndpointStatus == "InService") return;
            if (endpoint.EndpointStatus == "Failed") throw new ClarifyException($"The endpoint of the model '{predictor.ModelName}' failed: {endpoint.FailureReason}");
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
        }

        throw new ClarifyException($"The endpoint of the model '{predictor.ModelName}' was not in service within {Patience.TotalMinutes:0} minutes.");
    }

    private void Delete<TRequest>(TRequest request) where TRequest : class, IAwsRequest<EmptyResponse>
    {
        try
        {
            Send<TRequest, EmptyResponse>(request, CancellationToken.None);
        }
        catch (ClarifyException fault)
        {
            log.WriteLine(fault.Message);
        }
    }

    private TResponse Send<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class =>
        platform.Send<TRequest, TResponse>(request, $"{TRequest.Target} of the endpoint {Name} failed", cancellationToken);
}

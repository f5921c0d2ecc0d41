using System.Text.Json.Serialization;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;

namespace MlPlatform.Serving.Store;

/// <summary>A model as stored: what was asked for, with what a model package says put in its place.</summary>
public sealed record Model
{
    public required string Arn { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public required CreateModelRequest Created { get; init; }

    /// <summary>The container that serves, its image and data known.</summary>
    public required ServedContainer Container { get; init; }

    public static ListedResource Listed(Model model) => new(model.Created.ModelName, model.CreationTime, model.CreationTime, "");
}

/// <summary>What is started to serve a model.</summary>
public sealed record ServedContainer
{
    public required string Image { get; init; }
    public string? ModelDataUrl { get; init; }
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the model came from, for the lineage: a model package or a model file.</summary>
    public string? Source { get; init; }
}

/// <summary>An endpoint configuration as stored.</summary>
public sealed record EndpointConfig
{
    public required string Arn { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public required CreateEndpointConfigRequest Created { get; init; }

    public static ListedResource Listed(EndpointConfig config) => new(config.Created.EndpointConfigName, config.CreationTime, config.CreationTime, "");
}

/// <summary>An endpoint as stored: what it serves, what it is to serve next, and how far the change has come.</summary>
public sealed record Endpoint
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public required string Status { get; init; }
    public string? FailureReason { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>The fleet that serves; null until the first deployment is done.</summary>
    public Fleet? Current { get; init; }

    /// <summary>The fleet being deployed, and the share of traffic it gets already.</summary>
    public Fleet? Pending { get; init; }
    public double PendingShare { get; init; }

    /// <summary>The configuration of the deployment under way, or of the last one.</summary>
    public required string TargetConfig { get; init; }
    public DeploymentConfig? Deployment { get; init; }

    /// <summary>Counts deployments; with the creation time it names the workflow of each.</summary>
    public int DeploymentNumber { get; init; } = 1;
    public required string Region { get; init; }
    public required string AccountId { get; init; }

    public bool IsDeploying => Status is EndpointStatus.Creating or EndpointStatus.Updating or EndpointStatus.RollingBack;

    public string InstanceId => $"endpoint-{Name}-{CreationTime.ToUnixTimeMilliseconds()}-{DeploymentNumber}";

    public static ListedResource Listed(Endpoint endpoint) => new(endpoint.Name, endpoint.CreationTime, endpoint.LastModifiedTime, endpoint.Status);
}

/// <summary>The life of an endpoint.</summary>
public static class EndpointStatus
{
    public const string Creating = "Creating";
    public const string InService = "InService";
    public const string Updating = "Updating";
    public const string RollingBack = "RollingBack";
    public const string Failed = "Failed";
    public const string Deleting = "Deleting";
}

/// <summary>The variants of one deployment, complete in itself: it serves on when configuration and models are deleted.</summary>
public sealed record Fleet
{
    /// <summary>Names the fleet among all that its endpoint ever had.</summary>
    public required string Id { get; init; }
    public required string ConfigName { get; init; }
    public required IReadOnlyList<FleetVariant> Variants { get; init; }
    public DataCaptureConfig? Capture { get; init; }
    public DateTimeOffset StartTime { get; init; }
}

/// <summary>One variant of a fleet.</summary>
public sealed record FleetVariant
{
    public required string Name { get; init; }
    public required string ModelName { get; init; }
    public required ServedContainer Container { get; init; }
    public double Weight { get; init; }
    public int InstanceCount { get; init; }
    public int StartupTimeoutSeconds { get; init; }
}

/// <summary>The documents of this service.</summary>
public sealed class ServingStore(IDocumentStore store)
{
    public DocumentCollection<Model> Models { get; } = new(
        store, "model", ServingDocuments.Default.Model, model => model.Created.ModelName, model => ListIndexes.Of(Model.Listed(model)));

    public DocumentCollection<EndpointConfig> Configs { get; } = new(
        store, "endpoint-config", ServingDocuments.Default.EndpointConfig, config => config.Created.EndpointConfigName,
        config => ListIndexes.Of(EndpointConfig.Listed(config)));

    public DocumentCollection<Endpoint> Endpoints { get; } = new(
        store, "endpoint", ServingDocuments.Default.Endpoint, endpoint => endpoint.Name, endpoint => ListIndexes.Of(Endpoint.Listed(endpoint)));

    /// <summary>Every endpoint there is.</summary>
    public async Task<IReadOnlyList<Endpoint>> AllEndpointsAsync(CancellationToken cancellationToken)
    {
        var all = new List<Endpoint>();
        string? token = null;
        do
        {
            var (page, next) = await Endpoints.QueryAsync(new DocumentQuery("", ListIndexes.Name) { PageToken = token }, cancellationToken);
            all.AddRange(page);
            token = next;
        }
        while (token is not null);

        return all;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(EndpointConfig))]
[JsonSerializable(typeof(Endpoint))]
internal sealed partial class ServingDocuments : JsonSerializerContext;

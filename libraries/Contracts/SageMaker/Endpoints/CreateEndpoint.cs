using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Starts to serve what a configuration names.</summary>
public sealed record CreateEndpointRequest : IAwsRequest<CreateEndpointResponse>
{
    public static string Target => "SageMaker.CreateEndpoint";

    [Required, RegularExpression(Names.Resource)] public string EndpointName { get; init; } = null!;
    [Required, RegularExpression(Names.Resource)] public string EndpointConfigName { get; init; } = null!;
    public DeploymentConfig? DeploymentConfig { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateEndpoint.</summary>
public sealed record CreateEndpointResponse(string EndpointArn);

using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Moves an endpoint to another configuration, all at once or step by step.</summary>
public sealed record UpdateEndpointRequest : IAwsRequest<UpdateEndpointResponse>
{
    public static string Target => "SageMaker.UpdateEndpoint";

    [Required, RegularExpression(Names.Resource)] public string EndpointName { get; init; } = null!;
    [Required, RegularExpression(Names.Resource)] public string EndpointConfigName { get; init; } = null!;
    public bool? RetainAllVariantProperties { get; init; }
    public DeploymentConfig? DeploymentConfig { get; init; }
    public bool? RetainDeploymentConfig { get; init; }
}

/// <summary>Answers UpdateEndpoint.</summary>
public sealed record UpdateEndpointResponse(string EndpointArn);

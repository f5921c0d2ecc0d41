using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Deletes an endpoint configuration.</summary>
public sealed record DeleteEndpointConfigRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteEndpointConfig";

    [Required, StringLength(63)] public string EndpointConfigName { get; init; } = null!;
}

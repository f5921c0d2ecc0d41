using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Stops an endpoint and takes it away.</summary>
public sealed record DeleteEndpointRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteEndpoint";

    [Required, StringLength(63)] public string EndpointName { get; init; } = null!;
}

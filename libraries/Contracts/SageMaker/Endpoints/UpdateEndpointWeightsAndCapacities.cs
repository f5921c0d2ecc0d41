using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Changes the shares of traffic of an endpoint's variants.</summary>
public sealed record UpdateEndpointWeightsAndCapacitiesRequest : IAwsRequest<UpdateEndpointWeightsAndCapacitiesResponse>
{
    public static string Target => "SageMaker.UpdateEndpointWeightsAndCapacities";

    [Required, StringLength(63)] public string EndpointName { get; init; } = null!;
    [Required, MinLength(1)] public IReadOnlyList<DesiredWeightAndCapacity> DesiredWeightsAndCapacities { get; init; } = null!;
}

/// <summary>The new share and size of one variant.</summary>
public sealed record DesiredWeightAndCapacity
{
    [Required, StringLength(63)] public string VariantName { get; init; } = null!;
    [Range(0, float.MaxValue)] public float? DesiredWeight { get; init; }
    [Range(0, int.MaxValue)] public int? DesiredInstanceCount { get; init; }
}

/// <summary>Answers UpdateEndpointWeightsAndCapacities.</summary>
public sealed record UpdateEndpointWeightsAndCapacitiesResponse(string EndpointArn);

using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Lists endpoint configurations in pages.</summary>
public sealed record ListEndpointConfigsRequest : IAwsRequest<ListEndpointConfigsResponse>
{
    public static string Target => "SageMaker.ListEndpointConfigs";

    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
}

/// <summary>Answers ListEndpointConfigs.</summary>
public sealed record ListEndpointConfigsResponse(IReadOnlyList<EndpointConfigSummary> EndpointConfigs, string? NextToken);

/// <summary>An endpoint configuration in a list.</summary>
public sealed record EndpointConfigSummary(string EndpointConfigName, string EndpointConfigArn, DateTimeOffset CreationTime);

using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Lists endpoints in pages.</summary>
public sealed record ListEndpointsRequest : IAwsRequest<ListEndpointsResponse>
{
    public static string Target => "SageMaker.ListEndpoints";

    [AllowedValues("Name", "CreationTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    [AllowedValues("OutOfService", "Creating", "Updating", "SystemUpdating", "RollingBack", "InService", "Deleting", "Failed", null)]
    public string? StatusEquals { get; init; }
}

/// <summary>Answers ListEndpoints.</summary>
public sealed record ListEndpointsResponse(IReadOnlyList<EndpointSummary> Endpoints, string? NextToken);

/// <summary>An endpoint in a list.</summary>
public sealed record EndpointSummary(
    string EndpointName, string EndpointArn, DateTimeOffset CreationTime, DateTimeOffset LastModifiedTime, string EndpointStatus);

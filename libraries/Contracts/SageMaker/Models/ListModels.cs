using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Models;

/// <summary>Lists models in pages.</summary>
public sealed record ListModelsRequest : IAwsRequest<ListModelsResponse>
{
    public static string Target => "SageMaker.ListModels";

    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
}

/// <summary>Answers ListModels.</summary>
public sealed record ListModelsResponse(IReadOnlyList<ModelSummary> Models, string? NextToken);

/// <summary>A model in a list.</summary>
public sealed record ModelSummary(string ModelName, string ModelArn, DateTimeOffset CreationTime);

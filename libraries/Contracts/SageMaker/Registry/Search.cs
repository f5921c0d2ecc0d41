using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Finds model packages or groups by the values of their members.</summary>
public sealed record SearchRequest : IAwsRequest<SearchResponse>
{
    public static string Target => "SageMaker.Search";

    [Required] public string Resource { get; init; } = null!;
    public SearchExpression? SearchExpression { get; init; }
    [StringLength(255, MinimumLength = 1)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Filters put together with And (the default) or Or.</summary>
public sealed record SearchExpression
{
    public IReadOnlyList<SearchFilter>? Filters { get; init; }
    public IReadOnlyList<SearchExpression>? SubExpressions { get; init; }
    [AllowedValues("And", "Or", null)] public string? Operator { get; init; }
}

/// <summary>A comparison of one member with a value.</summary>
public sealed record SearchFilter
{
    [Required, StringLength(255, MinimumLength = 1)] public string Name { get; init; } = null!;
    [AllowedValues("Equals", "NotEquals", "GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo",
        "Contains", "Exists", "NotExists", "In", null)]
    public string? Operator { get; init; }
    [StringLength(1024, MinimumLength = 1)] public string? Value { get; init; }
}

/// <summary>Answers Search.</summary>
public sealed record SearchResponse(IReadOnlyList<SearchRecord> Results, string? NextToken);

/// <summary>One find; the member that fits the resource searched for is set.</summary>
public sealed record SearchRecord
{
    public DescribeModelPackageResponse? ModelPackage { get; init; }
    public DescribeModelPackageGroupResponse? ModelPackageGroup { get; init; }
}

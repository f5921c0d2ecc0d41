using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Models;

/// <summary>Describes a model.</summary>
public sealed record DescribeModelRequest : IAwsRequest<DescribeModelResponse>
{
    public static string Target => "SageMaker.DescribeModel";

    [Required, StringLength(63)] public string ModelName { get; init; } = null!;
}

/// <summary>Answers DescribeModel.</summary>
public sealed record DescribeModelResponse
{
    public required string ModelName { get; init; }
    public ContainerDefinition? PrimaryContainer { get; init; }
    public IReadOnlyList<ContainerDefinition>? Containers { get; init; }
    public JsonElement? InferenceExecutionConfig { get; init; }
    public string? ExecutionRoleArn { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public required string ModelArn { get; init; }
    public bool EnableNetworkIsolation { get; init; }
}

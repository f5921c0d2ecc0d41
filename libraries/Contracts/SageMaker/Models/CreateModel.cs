using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Models;

/// <summary>Names a model: a container image and the file it serves.</summary>
public sealed record CreateModelRequest : IAwsRequest<CreateModelResponse>
{
    public static string Target => "SageMaker.CreateModel";

    [Required, RegularExpression(Names.Resource)] public string ModelName { get; init; } = null!;
    public ContainerDefinition? PrimaryContainer { get; init; }
    [MaxLength(15)] public IReadOnlyList<ContainerDefinition>? Containers { get; init; }
    public JsonElement? InferenceExecutionConfig { get; init; }
    [StringLength(2048, MinimumLength = 20)] public string? ExecutionRoleArn { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public bool? EnableNetworkIsolation { get; init; }
}

/// <summary>Answers CreateModel.</summary>
public sealed record CreateModelResponse(string ModelArn);

/// <summary>One container of a model.</summary>
public sealed record ContainerDefinition
{
    [StringLength(63)] public string? ContainerHostname { get; init; }
    [StringLength(255)] public string? Image { get; init; }
    public JsonElement? ImageConfig { get; init; }
    [AllowedValues("SingleModel", "MultiModel", null)] public string? Mode { get; init; }
    [StringLength(1024)] public string? ModelDataUrl { get; init; }
    public JsonElement? ModelDataSource { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
    /// <summary>The ARN or name of a model package, in place of image and data.</summary>
    [StringLength(176)] public string? ModelPackageName { get; init; }
    [StringLength(63)] public string? InferenceSpecificationName { get; init; }
}

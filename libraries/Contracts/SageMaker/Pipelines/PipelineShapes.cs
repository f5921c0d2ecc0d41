using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>A value for a parameter of a pipeline; numbers travel as strings.</summary>
public sealed record PipelineParameter
{
    [Required, StringLength(256, MinimumLength = 1)] public string Name { get; init; } = null!;
    [Required(AllowEmptyStrings = true), StringLength(1024)] public string Value { get; init; } = null!;
}

/// <summary>How many steps of an execution may run at a time.</summary>
public sealed record ParallelismConfiguration
{
    [Range(1, int.MaxValue)] public int MaxParallelExecutionSteps { get; init; }
}

/// <summary>Where in S3 a definition lies.</summary>
public sealed record PipelineDefinitionS3Location
{
    [Required, StringLength(63, MinimumLength = 3)] public string Bucket { get; init; } = null!;
    [Required, StringLength(1024, MinimumLength = 1)] public string ObjectKey { get; init; } = null!;
    [StringLength(1024, MinimumLength = 1)] public string? VersionId { get; init; }
}

/// <summary>The form of names that pipelines have.</summary>
public static class PipelineNames
{
    public const string Pipeline = "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}$";
}

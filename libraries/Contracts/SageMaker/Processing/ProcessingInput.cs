using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>A named input of a processing job.</summary>
public sealed record ProcessingInput
{
    [Required] public string InputName { get; init; } = null!;
    public bool? AppManaged { get; init; }
    public ProcessingS3Input? S3Input { get; init; }
    public JsonElement? DatasetDefinition { get; init; }
}

public sealed record ProcessingS3Input
{
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
    [StringLength(256)] public string? LocalPath { get; init; }
    [Required, AllowedValues("ManifestFile", "S3Prefix")] public string S3DataType { get; init; } = null!;
    [AllowedValues("Pipe", "File", null)] public string? S3InputMode { get; init; }
    [AllowedValues("FullyReplicated", "ShardedByS3Key", null)] public string? S3DataDistributionType { get; init; }
    [AllowedValues("None", "Gzip", null)] public string? S3CompressionType { get; init; }
}

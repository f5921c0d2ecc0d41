using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

public sealed record ProcessingOutputConfig
{
    [Required, MaxLength(10)] public IReadOnlyList<ProcessingOutput> Outputs { get; init; } = null!;
    public string? KmsKeyId { get; init; }
}

/// <summary>A named output of a processing job.</summary>
public sealed record ProcessingOutput
{
    [Required] public string OutputName { get; init; } = null!;
    public ProcessingS3Output? S3Output { get; init; }
    public JsonElement? FeatureStoreOutput { get; init; }
    public bool? AppManaged { get; init; }
}

public sealed record ProcessingS3Output
{
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
    [StringLength(256)] public string? LocalPath { get; init; }
    [Required, AllowedValues("Continuous", "EndOfJob")] public string S3UploadMode { get; init; } = null!;
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>A named input of a training job.</summary>
public sealed record Channel
{
    [Required, RegularExpression(@"^[A-Za-z0-9\.\-_]{1,64}$")] public string ChannelName { get; init; } = null!;
    [Required] public DataSource DataSource { get; init; } = null!;
    [StringLength(256)] public string? ContentType { get; init; }
    [AllowedValues("None", "Gzip", null)] public string? CompressionType { get; init; }
    [AllowedValues("None", "RecordIO", null)] public string? RecordWrapperType { get; init; }
    [AllowedValues("Pipe", "File", "FastFile", null)] public string? InputMode { get; init; }
    public ShuffleConfig? ShuffleConfig { get; init; }
}

public sealed record DataSource
{
    public S3DataSource? S3DataSource { get; init; }
    public JsonElement? FileSystemDataSource { get; init; }
}

public sealed record S3DataSource
{
    [Required, AllowedValues("ManifestFile", "S3Prefix", "AugmentedManifestFile")] public string S3DataType { get; init; } = null!;
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
    [AllowedValues("FullyReplicated", "ShardedByS3Key", null)] public string? S3DataDistributionType { get; init; }
    [MaxLength(16)] public IReadOnlyList<string>? AttributeNames { get; init; }
    [MaxLength(5)] public IReadOnlyList<string>? InstanceGroupNames { get; init; }
}

public sealed record ShuffleConfig
{
    [Required] public long? Seed { get; init; }
}

using System.Security.Cryptography;
using System.Text;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Registry.Domain;

/// <summary>A vertex of the lineage graph: something with an address, be it a folder in S3 or a resource with an ARN.</summary>
/// <remarks>One source has one artifact: its ARN is drawn from the source, so that whoever meets the source first makes the same vertex.</remarks>
public sealed record Artifact
{
    /// <summary>The index of artifacts by source.</summary>
    public const string SourceIndex = "source";

    public required string Arn { get; init; }
    public string? Name { get; init; }
    public required string Type { get; init; }
    public required ArtifactSource Source { get; init; }
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
    public MetadataProperties? MetadataProperties { get; init; }
    public DateTimeOffset CreationTime { get; init; }

    /// <summary>The ARN of the artifact that stands for a source.</summary>
    public static string ArnOf(string sourceUri, string region, string accountId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Normal(sourceUri)));
        return Contracts.Arn.SageMaker(region, accountId, "artifact", Convert.ToHexStringLower(digest.AsSpan(0, 16)));
    }

    /// <summary>A source in the form it is compared in: a folder is the same with and without the slash at its end.</summary>
    public static string Normal(string sourceUri) => sourceUri.TrimEnd('/');

    public static IReadOnlyDictionary<string, string> Indexes(Artifact artifact) =>
        new Dictionary<string, string>(ListIndexes.Of(Listed(artifact))) { [SourceIndex] = Normal(artifact.Source.SourceUri) };

    public static ListedResource Listed(Artifact artifact) =>
        new(artifact.Name ?? artifact.Arn, artifact.CreationTime, artifact.CreationTime, artifact.Type);
}

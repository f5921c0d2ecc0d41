using MlPlatform.Aws.Checksums;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Storage.Index;

/// <summary>What is kept with an object besides its bytes: headers to answer with, user metadata, tags, the checksum.</summary>
internal sealed record ObjectProperties
{
    /// <summary>Content-Type, Cache-Control and their kind, by header name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>User metadata, names without the x-amz-meta- prefix, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The checksum algorithm's name, such as CRC32.</summary>
    public string? ChecksumAlgorithm { get; init; }

    /// <summary>The checksum in base64, with -n behind it where it is of n parts' checksums.</summary>
    public string? Checksum { get; init; }

    /// <summary>FULL_OBJECT or COMPOSITE.</summary>
    public string? ChecksumType { get; init; }

    /// <summary>The number of parts of a multipart object, else 0.</summary>
    public int Parts { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, PropertiesJson.Default.ObjectProperties);

    public static ObjectProperties FromJson(string json) =>
        JsonSerializer.Deserialize(json, PropertiesJson.Default.ObjectProperties) ?? throw new InvalidDataException("The index holds empty object properties.");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ObjectProperties))]
internal sealed partial class PropertiesJson : JsonSerializerContext;

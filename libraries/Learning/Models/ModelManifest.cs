using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>What a model file says about itself. The seed is among the hyperparameters.</summary>
public sealed record ModelManifest(
    string Algorithm, LabelSchema? Label, IReadOnlyList<ColumnSchema> Inputs, IReadOnlyDictionary<string, string> Hyperparameters)
{
    /// <summary>The library that wrote the file, and its version.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>What the algorithm must know besides its arrays, such as the number of classes.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Figures of the model, such as <c>validation:auc</c>.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Name, type, length and hash of each array, in the order they lie in the file.</summary>
    public IReadOnlyList<ArrayEntry> Arrays { get; init; } = [];

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ModelManifestJson.Default.ModelManifest);

    internal static ModelManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ModelManifestJson.Default.ModelManifest) ?? throw ModelFile.Refused("its manifest is empty");
            ManifestCheck.Run(manifest);
            return manifest;
        }
        catch (JsonException error)
        {
            throw ModelFile.Refused($"its manifest is not valid: {error.Message}");
        }
    }
}

/// <summary>An array's place in a model file.</summary>
/// <param name="Name">Its name, once per file.</param>
/// <param name="Type">Its element type: f64, f32, i32, u8.</param>
/// <param name="Length">How many elements it has.</param>
public sealed record ArrayEntry(string Name, string Type, int Length)
{
    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;

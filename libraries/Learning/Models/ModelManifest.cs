using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>What a model file says about itself.</summary>
public sealed record ModelManifest(
    string Algorithm, LabelSchema? Label, IReadOnlyList<ColumnSchema> Inputs, IReadOnlyDictionary<string, string> Hyperparameters)
{
    /// <summary>What the algorithm must know besides its arrays, such as the number of classes.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Figures of the model, such as <c>validation:auc</c>.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Name, type and length of each array, in the order they lie in the file.</summary>
    public IReadOnlyList<ArrayEntry> Arrays { get; init; } = [];
}

/// <summary>An array's place in a model file.</summary>
/// <param name="Name">Its name, once per file.</param>
/// <param name="Type">Its element type: f64, f32, i32, u8.</param>
/// <param name="Length">How many elements it has.</param>
public sealed record ArrayEntry(string Name, string Type, int Length);

/// <summary>An array to be written: doubles, floats, 32-bit integers or bytes.</summary>
public sealed class NamedArray
{
    private NamedArray(string name, string type, int length, ReadOnlyMemory<byte> bytes)
    {
        Entry = new ArrayEntry(name, type, length);
        Bytes = bytes;
    }

    public ArrayEntry Entry { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    public static NamedArray Of<T>(string name, ReadOnlySpan<T> values) where T : unmanaged =>
        new(name, ElementType.NameOf<T>(), values.Length, ElementType.ToBytes(values));

    public static NamedArray Of<T>(string name, T[] values) where T : unmanaged => Of(name, values.AsSpan());

    private static NamedArray Of<T>(string name, Span<T> values) where T : unmanaged => Of(name, (ReadOnlySpan<T>)values);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Platform.Benchmarks;

/// <summary>One measured figure; with a peer measured beside it, how many times better than the peer it is.</summary>
internal sealed record Figure(string Name, double Value, string Unit)
{
    /// <summary>What the project aims at on a machine of two cores.</summary>
    public double? Aim { get; init; }

    public string? Peer { get; init; }

    public double? PeerValue { get; init; }

    public double? Ratio { get; init; }

    /// <summary>How many times better than the peer the project aims to be.</summary>
    public double? AimRatio { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, FigureJson.Default.Figure);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Figure))]
internal sealed partial class FigureJson : JsonSerializerContext;

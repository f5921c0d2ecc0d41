using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MlPlatform.Monitor.Quality;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor;

/// <summary>constraint_violations.json as SageMaker Model Monitor writes it; what an entry holds depends on what is watched.</summary>
internal sealed record ViolationsFile<T>(IReadOnlyList<T> Violations)
{
    public void Write(string folder, JsonTypeInfo<ViolationsFile<T>> json) =>
        File.WriteAllBytes(Path.Combine(folder, "constraint_violations.json"), JsonSerializer.SerializeToUtf8Bytes(this, json));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ViolationsFile<ConstraintViolation>))]
[JsonSerializable(typeof(ViolationsFile<QualityViolation>))]
internal sealed partial class ViolationsJson : JsonSerializerContext;

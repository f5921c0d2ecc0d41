using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor;

/// <summary>constraint_violations.json as SageMaker Model Monitor writes it.</summary>
internal sealed record ViolationsFile(IReadOnlyList<ConstraintViolation> Violations)
{
    public const string FileName = "constraint_violations.json";

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ViolationsJson.Default.ViolationsFile);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ViolationsFile))]
internal sealed partial class ViolationsJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using MlPlatform.Contracts;

namespace MlPlatform.Training.Domain;

/// <summary>How training jobs are stored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)], IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TrainingJob))]
internal sealed partial class TrainingDocuments : JsonSerializerContext;

using System.Text.Json.Serialization;
using MlPlatform.Contracts;

namespace MlPlatform.Features.Domain;

/// <summary>How processing jobs are stored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)], IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ProcessingJob))]
internal sealed partial class ProcessingDocuments : JsonSerializerContext;

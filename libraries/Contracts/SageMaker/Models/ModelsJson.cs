using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker.Models;

/// <summary>How the operations on models are read and written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreateModelRequest))]
[JsonSerializable(typeof(CreateModelResponse))]
[JsonSerializable(typeof(DeleteModelRequest))]
[JsonSerializable(typeof(DescribeModelRequest))]
[JsonSerializable(typeof(DescribeModelResponse))]
[JsonSerializable(typeof(ListModelsRequest))]
[JsonSerializable(typeof(ListModelsResponse))]
[JsonSerializable(typeof(EmptyResponse))]
public sealed partial class ModelsJson : JsonSerializerContext;

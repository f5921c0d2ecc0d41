using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>How the operations on pipelines are read and written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreatePipelineRequest))]
[JsonSerializable(typeof(CreatePipelineResponse))]
[JsonSerializable(typeof(DeletePipelineRequest))]
[JsonSerializable(typeof(DeletePipelineResponse))]
[JsonSerializable(typeof(DescribePipelineRequest))]
[JsonSerializable(typeof(DescribePipelineResponse))]
[JsonSerializable(typeof(DescribePipelineDefinitionForExecutionRequest))]
[JsonSerializable(typeof(DescribePipelineDefinitionForExecutionResponse))]
[JsonSerializable(typeof(DescribePipelineExecutionRequest))]
[JsonSerializable(typeof(DescribePipelineExecutionResponse))]
[JsonSerializable(typeof(ListPipelineExecutionStepsRequest))]
[JsonSerializable(typeof(ListPipelineExecutionStepsResponse))]
[JsonSerializable(typeof(ListPipelineExecutionsRequest))]
[JsonSerializable(typeof(ListPipelineExecutionsResponse))]
[JsonSerializable(typeof(ListPipelineParametersForExecutionRequest))]
[JsonSerializable(typeof(ListPipelineParametersForExecutionResponse))]
[JsonSerializable(typeof(ListPipelinesRequest))]
[JsonSerializable(typeof(ListPipelinesResponse))]
[JsonSerializable(typeof(RetryPipelineExecutionRequest))]
[JsonSerializable(typeof(RetryPipelineExecutionResponse))]
[JsonSerializable(typeof(StartPipelineExecutionRequest))]
[JsonSerializable(typeof(StartPipelineExecutionResponse))]
[JsonSerializable(typeof(StopPipelineExecutionRequest))]
[JsonSerializable(typeof(StopPipelineExecutionResponse))]
[JsonSerializable(typeof(UpdatePipelineRequest))]
[JsonSerializable(typeof(UpdatePipelineResponse))]
public sealed partial class PipelinesJson : JsonSerializerContext;

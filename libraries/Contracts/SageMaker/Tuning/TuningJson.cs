using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>How the records of the tuning operations are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreateHyperParameterTuningJobRequest))]
[JsonSerializable(typeof(CreateHyperParameterTuningJobResponse))]
[JsonSerializable(typeof(DescribeHyperParameterTuningJobRequest))]
[JsonSerializable(typeof(DescribeHyperParameterTuningJobResponse))]
[JsonSerializable(typeof(StopHyperParameterTuningJobRequest))]
[JsonSerializable(typeof(ListHyperParameterTuningJobsRequest))]
[JsonSerializable(typeof(ListHyperParameterTuningJobsResponse))]
[JsonSerializable(typeof(ListTrainingJobsForHyperParameterTuningJobRequest))]
[JsonSerializable(typeof(ListTrainingJobsForHyperParameterTuningJobResponse))]
public sealed partial class TuningJson : JsonSerializerContext;

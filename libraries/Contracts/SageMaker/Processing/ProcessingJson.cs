using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>How the records of the processing operations are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreateProcessingJobRequest))]
[JsonSerializable(typeof(CreateProcessingJobResponse))]
[JsonSerializable(typeof(DescribeProcessingJobRequest))]
[JsonSerializable(typeof(DescribeProcessingJobResponse))]
[JsonSerializable(typeof(StopProcessingJobRequest))]
[JsonSerializable(typeof(ListProcessingJobsRequest))]
[JsonSerializable(typeof(ListProcessingJobsResponse))]
public sealed partial class ProcessingJson : JsonSerializerContext;

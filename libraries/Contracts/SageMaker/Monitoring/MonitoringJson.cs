using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>How the records of the monitoring operations are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreateDataQualityJobDefinitionRequest))]
[JsonSerializable(typeof(CreateDataQualityJobDefinitionResponse))]
[JsonSerializable(typeof(DescribeDataQualityJobDefinitionRequest))]
[JsonSerializable(typeof(DescribeDataQualityJobDefinitionResponse))]
[JsonSerializable(typeof(ListDataQualityJobDefinitionsRequest))]
[JsonSerializable(typeof(ListDataQualityJobDefinitionsResponse))]
[JsonSerializable(typeof(DeleteDataQualityJobDefinitionRequest))]
[JsonSerializable(typeof(CreateMonitoringScheduleRequest))]
[JsonSerializable(typeof(CreateMonitoringScheduleResponse))]
[JsonSerializable(typeof(UpdateMonitoringScheduleRequest))]
[JsonSerializable(typeof(UpdateMonitoringScheduleResponse))]
[JsonSerializable(typeof(StartMonitoringScheduleRequest))]
[JsonSerializable(typeof(StopMonitoringScheduleRequest))]
[JsonSerializable(typeof(DeleteMonitoringScheduleRequest))]
[JsonSerializable(typeof(DescribeMonitoringScheduleRequest))]
[JsonSerializable(typeof(DescribeMonitoringScheduleResponse))]
[JsonSerializable(typeof(ListMonitoringSchedulesRequest))]
[JsonSerializable(typeof(ListMonitoringSchedulesResponse))]
[JsonSerializable(typeof(ListMonitoringExecutionsRequest))]
[JsonSerializable(typeof(ListMonitoringExecutionsResponse))]
public sealed partial class MonitoringJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>How the operations on endpoints and their configurations are read and written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AwsTimestampConverter)])]
[JsonSerializable(typeof(CreateEndpointRequest))]
[JsonSerializable(typeof(CreateEndpointResponse))]
[JsonSerializable(typeof(CreateEndpointConfigRequest))]
[JsonSerializable(typeof(CreateEndpointConfigResponse))]
[JsonSerializable(typeof(DeleteEndpointRequest))]
[JsonSerializable(typeof(DeleteEndpointConfigRequest))]
[JsonSerializable(typeof(DescribeEndpointRequest))]
[JsonSerializable(typeof(DescribeEndpointResponse))]
[JsonSerializable(typeof(DescribeEndpointConfigRequest))]
[JsonSerializable(typeof(DescribeEndpointConfigResponse))]
[JsonSerializable(typeof(ListEndpointConfigsRequest))]
[JsonSerializable(typeof(ListEndpointConfigsResponse))]
[JsonSerializable(typeof(ListEndpointsRequest))]
[JsonSerializable(typeof(ListEndpointsResponse))]
[JsonSerializable(typeof(UpdateEndpointRequest))]
[JsonSerializable(typeof(UpdateEndpointResponse))]
[JsonSerializable(typeof(UpdateEndpointWeightsAndCapacitiesRequest))]
[JsonSerializable(typeof(UpdateEndpointWeightsAndCapacitiesResponse))]
[JsonSerializable(typeof(EmptyResponse))]
public sealed partial class EndpointsJson : JsonSerializerContext;

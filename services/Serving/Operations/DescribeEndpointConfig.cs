using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Describes an endpoint configuration.</summary>
internal sealed class DescribeEndpointConfig(ServingStore store) : IOperation<DescribeEndpointConfigRequest, DescribeEndpointConfigResponse>
{
    public async Task<DescribeEndpointConfigResponse> HandleAsync(
        DescribeEndpointConfigRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var config = (await store.Configs.FindAsync(request.EndpointConfigName, cancellationToken))?.Value
            ?? throw NotFound.EndpointConfig(request.EndpointConfigName, context);
        return new DescribeEndpointConfigResponse
        {
            EndpointConfigName = config.Created.EndpointConfigName,
            EndpointConfigArn = config.Arn,
            ProductionVariants = config.Created.ProductionVariants,
            DataCaptureConfig = config.Created.DataCaptureConfig,
            KmsKeyId = config.Created.KmsKeyId,
            CreationTime = config.CreationTime,
            ExplainerConfig = config.Created.ExplainerConfig,
            VpcConfig = config.Created.VpcConfig,
            EnableNetworkIsolation = config.Created.EnableNetworkIsolation ?? false,
        };
    }
}

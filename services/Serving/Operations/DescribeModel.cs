using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Describes a model.</summary>
internal sealed class DescribeModel(ServingStore store) : IOperation<DescribeModelRequest, DescribeModelResponse>
{
    public async Task<DescribeModelResponse> HandleAsync(DescribeModelRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var model = (await store.Models.FindAsync(request.ModelName, cancellationToken))?.Value
            ?? throw NotFound.Model(request.ModelName, context);
        return new DescribeModelResponse
        {
            ModelName = model.Created.ModelName,
            ModelArn = model.Arn,
            PrimaryContainer = model.Created.PrimaryContainer,
            Containers = model.Created.Containers,
            InferenceExecutionConfig = model.Created.InferenceExecutionConfig,
            ExecutionRoleArn = model.Created.ExecutionRoleArn,
            VpcConfig = model.Created.VpcConfig,
            CreationTime = model.CreationTime,
            EnableNetworkIsolation = model.Created.EnableNetworkIsolation ?? false,
        };
    }
}

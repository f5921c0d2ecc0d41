using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Stores an endpoint configuration whose models exist.</summary>
internal sealed class CreateEndpointConfig(ServingStore store, TagClient tags, TimeProvider time)
    : IOperation<CreateEndpointConfigRequest, CreateEndpointConfigResponse>
{
    public async Task<CreateEndpointConfigResponse> HandleAsync(
        CreateEndpointConfigRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var twice = request.ProductionVariants.GroupBy(variant => variant.VariantName).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw AwsException.Validation($"There is more than one production variant named {twice.Key}.");
        if (request.AsyncInferenceConfig is not null) throw AwsException.Validation("AsyncInferenceConfig is not supported here.");
        foreach (var variant in request.ProductionVariants)
        {
            _ = await store.Models.FindAsync(variant.ModelName, cancellationToken) ?? throw NotFound.Model(variant.ModelName, context);
        }

        var arn = Arn.SageMaker(context.Region, context.AccountId, "endpoint-config", request.EndpointConfigName);
        var config = new EndpointConfig { Arn = arn, CreationTime = time.GetUtcNow(), Created = request with { Tags = null } };
        if (!await store.Configs.TryCreateAsync(config, cancellationToken))
        {
            throw AwsException.Validation($"Cannot create already existing endpoint configuration \"{arn}\".");
        }

        await tags.AddAsync(arn, request.Tags, context, cancellationToken);
        return new CreateEndpointConfigResponse(arn);
    }
}

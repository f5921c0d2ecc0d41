using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Names a model. What a model package says is read now, so that the model stays what it was.</summary>
internal sealed class CreateModel(ServingStore store, ModelPackageSource packages, TagClient tags, TimeProvider time)
    : IOperation<CreateModelRequest, CreateModelResponse>
{
    public async Task<CreateModelResponse> HandleAsync(CreateModelRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var arn = Arn.SageMaker(context.Region, context.AccountId, "model", request.ModelName);
        var model = new Model
        {
            Arn = arn,
            CreationTime = time.GetUtcNow(),
            Created = request with { Tags = null },
            Container = await ContainerAsync(Only(request), context, cancellationToken),
        };
        if (!await store.Models.TryCreateAsync(model, cancellationToken))
        {
            throw AwsException.Validation($"Cannot create already existing model \"{arn}\".");
        }

        await tags.AddAsync(arn, request.Tags, context, cancellationToken);
        return new CreateModelResponse(arn);
    }

    private static ContainerDefinition Only(CreateModelRequest request)
    {
        if (request.PrimaryContainer is not null && request.Containers is { Count: > 0 })
        {
            throw AwsException.Validation("Only one of PrimaryContainer and Containers may be given.");
        }

        var container = request.PrimaryContainer ?? request.Containers switch
        {
            null or { Count: 0 } => throw AwsException.Validation("PrimaryContainer or Containers must be given."),
            [var only] => only,
            _ => throw AwsException.Validation("Inference pipelines of several containers are not supported here."),
        };
        if (container.Mode == "MultiModel") throw AwsException.Validation("Multi-model containers are not supported here.");
        return container;
    }

    private async Task<ServedContainer> ContainerAsync(ContainerDefinition container, OperationContext context, CancellationToken cancellationToken)
    {
        var served = container.ModelPackageName is { } package
            ? await packages.ReadAsync(package, context, cancellationToken)
            : new ServedContainer
            {
                Image = container.Image ?? throw AwsException.Validation("Image or ModelPackageName of the container must be given."),
                ModelDataUrl = container.ModelDataUrl,
                Source = container.ModelDataUrl,
            };
        var environment = new Dictionary<string, string>(served.Environment);
        foreach (var (name, value) in container.Environment ?? new Dictionary<string, string>()) environment[name] = value;
        return served with { Environment = environment };
    }
}

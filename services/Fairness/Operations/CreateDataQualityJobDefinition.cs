using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Platform;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a definition.</summary>
internal sealed class CreateDataQualityJobDefinition(FairnessStore store, ResourceTags tags, TimeProvider time)
    : IOperation<CreateDataQualityJobDefinitionRequest, CreateDataQualityJobDefinitionResponse>
{
    public async Task<CreateDataQualityJobDefinitionResponse> HandleAsync(
        CreateDataQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        ScheduleRules.CheckInput(request.DataQualityJobInput);
        var definition = new JobDefinition
        {
            Arn = Arn.SageMaker(context.Region, context.AccountId, "data-quality-job-definition", request.JobDefinitionName),
            CreationTime = time.GetUtcNow(),
            Request = request with { Tags = null },
        };
        if (!await store.Definitions.TryCreateAsync(definition, cancellationToken))
        {
            throw new AwsException(AwsErrorCode.ResourceInUse, $"Job definition {definition.Arn} already exists.");
        }

        await tags.AddAsync(definition.Arn, request.Tags, context, cancellationToken);
        return new CreateDataQualityJobDefinitionResponse(definition.Arn);
    }
}

using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Platform;

namespace MlPlatform.Fairness.Operations;

/// <summary>What the operations on definitions do, whatever their kind.</summary>
internal sealed class JobDefinitions(ResourceTags tags, TimeProvider time)
{
    /// <returns>The definition's ARN.</returns>
    /// <exception cref="AwsException">The definition cannot run, or one of its name exists.</exception>
    public async Task<string> CreateAsync<TRequest>(
        DefinitionKind<TRequest> kind, TRequest request, IReadOnlyList<Tag>? tagged, OperationContext context, CancellationToken cancellationToken)
        where TRequest : MonitoringDefinition
    {
        ScheduleRules.Check(kind.PlanOf(request));
        var arn = Arn.SageMaker(context.Region, context.AccountId, kind.Resource, request.JobDefinitionName);
        var definition = new JobDefinition<TRequest> { Arn = arn, CreationTime = time.GetUtcNow(), Request = request };
        if (!await kind.Documents.TryCreateAsync(definition, cancellationToken))
        {
            throw new AwsException(AwsErrorCode.ResourceInUse, $"Job definition {arn} already exists.");
        }

        await tags.AddAsync(arn, tagged, context, cancellationToken);
        return arn;
    }

    /// <exception cref="AwsException"><see cref="AwsErrorCode.ResourceNotFound"/>.</exception>
    public static async Task<JobDefinition<TRequest>> GetAsync<TRequest>(DefinitionKind<TRequest> kind, JobDefinitionReference reference, CancellationToken cancellationToken)
        where TRequest : MonitoringDefinition =>
        (await kind.Documents.FindAsync(reference.JobDefinitionName, cancellationToken))?.Value ?? throw NotFound.Definition(reference.JobDefinitionName);

    public static async Task<ListJobDefinitionsResponse> ListAsync<TRequest>(
        DefinitionKind<TRequest> kind, ListJobDefinitionsRequest request, CancellationToken cancellationToken)
        where TRequest : MonitoringDefinition
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
        };
        string EndpointOf(JobDefinition<TRequest> definition) => kind.PlanOf(definition.Request).EndpointName ?? "";
        var (definitions, next) = await listing.PageAsync(
            kind.Documents, DefinitionKind<TRequest>.Listed, definition => request.EndpointName is not { } endpoint || EndpointOf(definition) == endpoint, cancellationToken);
        var summaries = definitions.Select(definition => new MonitoringJobDefinitionSummary
        {
            MonitoringJobDefinitionName = definition.Name,
            MonitoringJobDefinitionArn = definition.Arn,
            CreationTime = definition.CreationTime,
            EndpointName = EndpointOf(definition),
        });
        return new ListJobDefinitionsResponse([.. summaries], next);
    }

    /// <exception cref="AwsException"><see cref="AwsErrorCode.ResourceNotFound"/>.</exception>
    public static async Task<EmptyResponse> DeleteAsync<TRequest>(DefinitionKind<TRequest> kind, JobDefinitionReference reference, CancellationToken cancellationToken)
        where TRequest : MonitoringDefinition =>
        await kind.Documents.DeleteAsync(reference.JobDefinitionName, cancellationToken) ? EmptyResponse.Value : throw NotFound.Definition(reference.JobDefinitionName);
}

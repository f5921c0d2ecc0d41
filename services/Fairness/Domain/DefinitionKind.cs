using System.Text.Json.Serialization.Metadata;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>One of the four kinds of definition: what it is called, how it is stored and what it has a schedule run.</summary>
/// <param name="resource">The kind in ARNs, which names its documents too.</param>
/// <param name="plan">What a definition of this kind has a schedule run.</param>
/// <param name="store">Where documents are.</param>
/// <param name="json">How a document is written.</param>
internal sealed class DefinitionKind<TRequest>(
    string resource, Func<TRequest, MonitoringPlan> plan, IDocumentStore store, JsonTypeInfo<JobDefinition<TRequest>> json)
    where TRequest : MonitoringDefinition
{
    public string Resource => resource;

    public DocumentCollection<JobDefinition<TRequest>> Documents { get; } = new(
        store, resource, json, definition => definition.Name, definition => ListIndexes.Of(Listed(definition)));

    public MonitoringPlan PlanOf(TRequest definition) => plan(definition);

    /// <summary>What the definition of this name has a schedule run; null where there is none.</summary>
    public async Task<MonitoringPlan?> FindPlanAsync(string name, CancellationToken cancellationToken) =>
        await Documents.FindAsync(name, cancellationToken) is { } found ? plan(found.Value.Request) : null;

    public static ListedResource Listed(JobDefinition<TRequest> definition) => new(definition.Name, definition.CreationTime, definition.CreationTime, "");
}

using System.Text.Json.Serialization;
using MlPlatform.Aws.Documents;

namespace MlPlatform.Registry.Domain;

/// <summary>The documents of this service.</summary>
public sealed class RegistryStore(IDocumentStore store)
{
    public DocumentCollection<ModelPackageGroup> Groups { get; } = new(
        store, "model-package-group", RegistryDocuments.Default.ModelPackageGroup, group => group.Name,
        group => ListIndexes.Of(ModelPackageGroup.Listed(group)));

    public DocumentCollection<ModelPackage> Packages { get; } = new(
        store, "model-package", RegistryDocuments.Default.ModelPackage, package => package.Id, ModelPackage.Indexes);

    public DocumentCollection<ResourceTags> Tags { get; } = new(
        store, "tags", RegistryDocuments.Default.ResourceTags, tags => tags.Arn, _ => new Dictionary<string, string>());

    public DocumentCollection<Artifact> Artifacts { get; } = new(
        store, "artifact", RegistryDocuments.Default.Artifact, artifact => artifact.Arn, Artifact.Indexes);

    public DocumentCollection<Association> Associations { get; } = new(
        store, "association", RegistryDocuments.Default.Association, edge => edge.Id, Association.Indexes);

    public DocumentCollection<MetricPoint> Metrics { get; } = new(
        store, "metric-point", RegistryDocuments.Default.MetricPoint, point => point.Id, MetricPoint.Indexes);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelPackageGroup))]
[JsonSerializable(typeof(ModelPackage))]
[JsonSerializable(typeof(ResourceTags))]
[JsonSerializable(typeof(Artifact))]
[JsonSerializable(typeof(Association))]
[JsonSerializable(typeof(MetricPoint))]
internal sealed partial class RegistryDocuments : JsonSerializerContext;

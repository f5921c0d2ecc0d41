using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;
using MlPlatform.Registry.Operations;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;

namespace MlPlatform.Registry.Tests;

/// <summary>The registry over a document store of its own.</summary>
public sealed class RegistryFixture : IAsyncDisposable
{
    public static readonly OperationContext Context = new("eu-west-1", "123456789012", "request", "key");

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentStore _documents;

    public RegistryFixture()
    {
        _documents = new SqliteDocumentStore(_folder.File("documents.db"));
        Store = new RegistryStore(_documents);
        Packages = new ModelPackages(Store, new PlatformEvents(TimeProvider.System), TimeProvider.System);
        Lineage = new Lineage(Store, TimeProvider.System);
        Series = new MetricSeries(Store);
    }

    public RegistryStore Store { get; }

    public ModelPackages Packages { get; }

    public Lineage Lineage { get; }

    public MetricSeries Series { get; }

    public Task<CreateModelPackageGroupResponse> AddGroupAsync(string name) =>
        new CreateModelPackageGroup(Store, TimeProvider.System).HandleAsync(new() { ModelPackageGroupName = name }, Context, default);

    public async Task<string> AddPackageAsync(string? group, string? token = null, string? name = null)
    {
        var request = new CreateModelPackageRequest
        {
            ModelPackageGroupName = group,
            ModelPackageName = name,
            ClientToken = token,
            InferenceSpecification = new InferenceSpecification
            {
                Containers = [new ModelPackageContainer { Image = "linear-learner:1", ModelDataUrl = "s3://models/a/model.tar.gz" }],
            },
        };
        var response = await new CreateModelPackage(Store, Packages, TimeProvider.System).HandleAsync(request, Context, default);
        return response.ModelPackageArn;
    }

    public Task<DescribeModelPackageResponse> DescribeAsync(string arn) =>
        new DescribeModelPackage(Packages).HandleAsync(new() { ModelPackageName = arn }, Context, default);

    public Task<IReadOnlyList<StoredMessage>> MessagesAsync() => _documents.PendingMessagesAsync(100, default);

    public async ValueTask DisposeAsync()
    {
        await _documents.DisposeAsync();
        _folder.Dispose();
    }
}

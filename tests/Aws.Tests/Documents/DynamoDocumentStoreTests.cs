using MlPlatform.Aws.Documents;

namespace MlPlatform.Aws.Tests.Documents;

/// <summary>The suite over DynamoDB's wire protocol: the AWS client against dynalite, in a table of its own for each test.</summary>
public sealed class DynamoDocumentStoreTests(Dynalite dynalite) : DocumentStoreSuite, IClassFixture<Dynalite>, IAsyncLifetime
{
    private readonly string _table = $"documents-{Guid.NewGuid():N}";
    private DynamoDocumentStore? _store;

    protected override IDocumentStore Store => _store!;

    public async Task InitializeAsync()
    {
        await DynamoTable.CreateAsync(dynalite.Client, _table, TimeProvider.System, CancellationToken.None);
        _store = new DynamoDocumentStore(dynalite.Client, _table, TimeProvider.System);
    }

    public Task DisposeAsync()
    {
        _store?.Dispose();
        return Task.CompletedTask;
    }
}

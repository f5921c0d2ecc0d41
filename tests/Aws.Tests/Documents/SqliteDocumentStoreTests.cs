using MlPlatform.Aws.Documents;
using MlPlatform.Testing;

namespace MlPlatform.Aws.Tests.Documents;

public sealed class SqliteDocumentStoreTests : DocumentStoreSuite, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentStore _store;

    public SqliteDocumentStoreTests() => _store = new SqliteDocumentStore(_folder.File("documents.db"));

    protected override IDocumentStore Store => _store;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}

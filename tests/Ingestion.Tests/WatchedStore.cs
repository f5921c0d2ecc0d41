using System.Text.Json;
using MlPlatform.Aws.Documents;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Tests;

/// <summary>A document store that takes a step before and after every write of progress, and tells what was written.</summary>
internal sealed class WatchedStore(IDocumentStore inner, Action step, Action<DeliveryProgress> saved) : IDocumentStore
{
    public Task<Document?> GetAsync(string kind, string id, CancellationToken cancellationToken) => inner.GetAsync(kind, id, cancellationToken);

    public async Task<long> PutAsync(DocumentWrite write, CancellationToken cancellationToken)
    {
        step();
        var version = await inner.PutAsync(write, cancellationToken);
        step();
        saved(JsonSerializer.Deserialize(write.Body.Span, IngestionJson.Default.DeliveryProgress)!);
        return version;
    }

    public Task<bool> DeleteAsync(DocumentDelete delete, CancellationToken cancellationToken) => inner.DeleteAsync(delete, cancellationToken);

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> PendingMessagesAsync(int limit, CancellationToken cancellationToken) =>
        inner.PendingMessagesAsync(limit, cancellationToken);

    public Task ConfirmMessagesAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) =>
        inner.ConfirmMessagesAsync(messages, cancellationToken);

    public Task WaitForMessagesAsync(CancellationToken cancellationToken) => inner.WaitForMessagesAsync(cancellationToken);
}

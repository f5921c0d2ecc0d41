using System.Text.Json;
using MlPlatform.Aws.Documents;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Keeps how far each source is delivered.</summary>
internal sealed class DeliveryProgressStore(IDocumentStore store)
{
    private const string Kind = "delivery-progress";

    public static string IdOf(DeliveryStreamRecord stream, string source) => $"{stream.Folder}/{source}";

    public async Task<DeliveryProgress?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var document = await store.GetAsync(Kind, id, cancellationToken);
        return document is null ? null : JsonSerializer.Deserialize(document.Body.Span, IngestionJson.Default.DeliveryProgress);
    }

    /// <summary>Writes progress and the messages about it as one.</summary>
    public Task SaveAsync(DeliveryProgress progress, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) => store.PutAsync(
        new DocumentWrite(Kind, progress.Id, JsonSerializer.SerializeToUtf8Bytes(progress, IngestionJson.Default.DeliveryProgress)) { Messages = messages },
        cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => store.DeleteAsync(new DocumentDelete(Kind, id), cancellationToken);
}

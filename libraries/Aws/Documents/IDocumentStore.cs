namespace MlPlatform.Aws.Documents;

/// <summary>Where services keep their documents: jobs, models, endpoints, KPIs.</summary>
/// <remarks>A document and the messages about it are written in one transaction, durable when the returned task completes.</remarks>
public interface IDocumentStore
{
    Task<Document?> GetAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>Writes a document with its index entries and outbox messages.</summary>
    /// <returns>The new version, 1 for a new document.</returns>
    /// <exception cref="DocumentConflictException">The stored version is not the expected one.</exception>
    Task<long> PutAsync(DocumentWrite write, CancellationToken cancellationToken);

    /// <summary>Deletes a document.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="DocumentConflictException">The stored version is not the expected one.</exception>
    Task<bool> DeleteAsync(DocumentDelete delete, CancellationToken cancellationToken);

    /// <summary>Documents of a kind in the order of an index, a page at a time.</summary>
    Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    /// <summary>The oldest outbox messages that no relay has confirmed, in the order they were written.</summary>
    Task<IReadOnlyList<StoredMessage>> PendingMessagesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Forgets messages that were published.</summary>
    Task ConfirmMessagesAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken);

    /// <summary>Completes when messages may be pending, at once if some were written since the last wait.</summary>
    Task WaitForMessagesAsync(CancellationToken cancellationToken);
}

/// <summary>A stored document: UTF-8 JSON under a kind and an id.</summary>
public sealed record Document(string Kind, string Id, long Version, ReadOnlyMemory<byte> Body);

/// <summary>A message to publish on a topic because a document changed.</summary>
public sealed record OutboxMessage(string Topic, ReadOnlyMemory<byte> Body);

/// <summary>An outbox message as stored; <see cref="Token"/> belongs to the store.</summary>
public sealed record StoredMessage(string Token, string Topic, ReadOnlyMemory<byte> Body);

/// <summary>What <see cref="IDocumentStore.PutAsync"/> writes.</summary>
public sealed record DocumentWrite(string Kind, string Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>0 when the document must not exist, a version it must have, null for whichever.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Index name to sort key; keys order by their UTF-8 bytes. Replaces the entries of the earlier version.</summary>
    public IReadOnlyDictionary<string, string> Indexes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];
}

/// <summary>What <see cref="IDocumentStore.DeleteAsync"/> deletes.</summary>
public sealed record DocumentDelete(string Kind, string Id)
{
    public long? ExpectedVersion { get; init; }

    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];
}

/// <summary>A page of documents of one kind, in the order of <see cref="Index"/> (key, then id).</summary>
public sealed record DocumentQuery(string Kind, string Index)
{
    /// <summary>Only keys that start with it.</summary>
    public string? Prefix { get; init; }

    /// <summary>Only keys at or above it.</summary>
    public string? From { get; init; }

    /// <summary>Only keys at or below it.</summary>
    public string? To { get; init; }

    public bool Descending { get; init; }

    public int Limit { get; init; } = 100;

    /// <summary>Where the page before ended.</summary>
    public string? PageToken { get; init; }
}

/// <summary>A page, and the token of the next when there is more.</summary>
public sealed record DocumentPage(IReadOnlyList<Document> Documents, string? NextPageToken);

/// <summary>The document changed, appeared or vanished under the writer.</summary>
public sealed class DocumentConflictException(string kind, string id)
    : Exception($"The {kind} document '{id}' is not at the expected version.")
{
    public string Kind { get; } = kind;

    public string Id { get; } = id;
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MlPlatform.Aws.Documents;

/// <summary>The documents of one kind as objects of one type.</summary>
/// <param name="store">Where they lie.</param>
/// <param name="kind">The kind, such as <c>training-job</c>.</param>
/// <param name="json">How one is written; annotate the type in a source-generated context.</param>
/// <param name="id">The id of one.</param>
/// <param name="indexes">The index entries of one: name to sort key (see <see cref="IndexKey"/>).</param>
public sealed class DocumentCollection<T>(
    IDocumentStore store, string kind, JsonTypeInfo<T> json, Func<T, string> id, Func<T, IReadOnlyDictionary<string, string>> indexes)
    where T : class
{
    private const int MaximumAttempts = 20;

    public async Task<Versioned<T>?> FindAsync(string documentId, CancellationToken cancellationToken)
    {
        var document = await store.GetAsync(kind, documentId, cancellationToken).ConfigureAwait(false);
        return document is null ? null : Read(document);
    }

    /// <summary>Stores a new document.</summary>
    /// <returns>False when one of this id exists.</returns>
    public async Task<bool> TryCreateAsync(T value, CancellationToken cancellationToken, params IReadOnlyList<OutboxMessage> messages)
    {
        try
        {
            await store.PutAsync(Write(value, 0, messages), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DocumentConflictException)
        {
            return false;
        }
    }

    /// <summary>Reads, changes and writes a document, again when another writer came between.</summary>
    /// <param name="documentId">Which.</param>
    /// <param name="change">The next value and the messages about it; null for the value leaves the document as it is. May run several times.</param>
    /// <param name="cancellationToken">Gives up waiting; the write may still happen.</param>
    /// <returns>The document as it is now, or null when there is none.</returns>
    public async Task<T?> UpdateAsync(string documentId, Func<T, DocumentChange<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await FindAsync(documentId, cancellationToken).ConfigureAwait(false);
            if (current is null) return null;
            var next = change(current.Value);
            if (next.Value is null) return current.Value;
            try
            {
                await store.PutAsync(Write(next.Value, current.Version, next.Messages), cancellationToken).ConfigureAwait(false);
                return next.Value;
            }
            catch (DocumentConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer was first: read again.
            }
        }
    }

    public Task<bool> DeleteAsync(string documentId, CancellationToken cancellationToken, params IReadOnlyList<OutboxMessage> messages) =>
        store.DeleteAsync(new DocumentDelete(kind, documentId) { Messages = messages }, cancellationToken);

    /// <summary>A page in the order of an index.</summary>
    /// <param name="query">What to list; its kind is replaced by this collection's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(IReadOnlyList<T> Items, string? NextPageToken)> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var page = await store.QueryAsync(query with { Kind = kind }, cancellationToken).ConfigureAwait(false);
        return ([.. page.Documents.Select(document => Read(document).Value)], page.NextPageToken);
    }

    private Versioned<T> Read(Document document) =>
        new(JsonSerializer.Deserialize(document.Body.Span, json)
            ?? throw new InvalidDataException($"The {kind} document '{document.Id}' is empty."), document.Version);

    private DocumentWrite Write(T value, long version, IReadOnlyList<OutboxMessage> messages) =>
        new(kind, id(value), JsonSerializer.SerializeToUtf8Bytes(value, json))
        {
            ExpectedVersion = version,
            Indexes = indexes(value),
            Messages = messages,
        };
}

/// <summary>A document's value and the version it was read at.</summary>
public sealed record Versioned<T>(T Value, long Version);

/// <summary>The outcome of a change: the next value (null = leave it) and the messages that go with it.</summary>
public sealed record DocumentChange<T>(T? Value, params IReadOnlyList<OutboxMessage> Messages)
    where T : class;

/// <summary>Sort keys that order as their values do.</summary>
public static class IndexKey
{
    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", null);

    public static string Of(long number) => number.ToString("D19", null);
}

using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MlPlatform.Aws.Documents;

/// <summary>Documents in one DynamoDB table (see <see cref="DynamoTable"/>): each with its pending messages in one item, written under a condition.</summary>
/// <remarks>A document with its pending messages has to stay under DynamoDB's 400 KB for an item.</remarks>
public sealed class DynamoDocumentStore : IDocumentStore, IDisposable
{
    /// <summary>Messages that another process left behind announce themselves to nobody: a relay looks again after this long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly IAmazonDynamoDB _client;
    private readonly string _table;
    private readonly TimeProvider _time;
    private readonly DynamoIndex _index;
    private readonly DynamoOutbox _outbox;
    private readonly SemaphoreSlim _messagesWritten = new(0, 1);
    private long _lastMessage;

    public DynamoDocumentStore(IAmazonDynamoDB client, string table, TimeProvider time)
    {
        _client = client;
        _table = table;
        _time = time;
        _index = new DynamoIndex(client, table);
        _outbox = new DynamoOutbox(client, table, this);
    }

    public async Task<Document?> GetAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var item = await ReadAsync(kind, id, cancellationToken).ConfigureAwait(false);
        return item is null or { IsDeleted: true } ? null : item.ToDocument();
    }

    public async Task<long> PutAsync(DocumentWrite write, CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = await ReadAsync(write.Kind, write.Id, cancellationToken).ConfigureAwait(false);
            var next = new DynamoItem(write.Kind, write.Id)
            {
                Version = CheckVersion(current, write.Kind, write.Id, write.ExpectedVersion) + 1,
                Revision = NextRevision(current),
                Body = write.Body,
                Indexes = write.Indexes,
                Messages = [.. current?.Messages ?? [], .. write.Messages.Select(NewMessage)],
            };
            await _index.AddAsync(next, current, cancellationToken).ConfigureAwait(false);
            if (!await TryWriteAsync(next, current, cancellationToken).ConfigureAwait(false)) continue;
            if (current is not null) await _index.RemoveAsync(current, next, next.Revision, cancellationToken).ConfigureAwait(false);
            if (write.Messages.Count > 0) SignalMessages();
            return next.Version;
        }
    }

    public async Task<bool> DeleteAsync(DocumentDelete delete, CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = await ReadAsync(delete.Kind, delete.Id, cancellationToken).ConfigureAwait(false);
            if (CheckVersion(current, delete.Kind, delete.Id, delete.ExpectedVersion) == 0) return false;
            var next = new DynamoItem(delete.Kind, delete.Id)
            {
                Revision = NextRevision(current),
                IsDeleted = true,
                Messages = [.. current!.Messages, .. delete.Messages.Select(NewMessage)],
            };
            if (!await TryWriteAsync(next, current, cancellationToken).ConfigureAwait(false)) continue;
            await _index.RemoveAsync(current, null, next.Revision, cancellationToken).ConfigureAwait(false);
            if (delete.Messages.Count > 0) SignalMessages();
            return true;
        }
    }

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) => _index.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> PendingMessagesAsync(int limit, CancellationToken cancellationToken) =>
        _outbox.PendingAsync(limit, cancellationToken);

    public Task ConfirmMessagesAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) =>
        _outbox.ConfirmAsync(messages, cancellationToken);

    public async Task WaitForMessagesAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _messagesWritten.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was written here; there may still be messages of a process that is gone.
        }
    }

    public void Dispose() => _messagesWritten.Dispose();

    internal async Task<DynamoItem?> ReadAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest
        {
            TableName = _table,
            Key = DynamoTable.Address(DynamoItem.KeyOf(kind, id), DynamoTable.DocumentSort),
            ConsistentRead = true,
        };
        var answer = await _client.GetItemAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Item is { Count: > 0 } ? DynamoItem.From(answer.Item) : null;
    }

    /// <summary>Writes an item in place of the one that was read; false when another writer was first.</summary>
    internal async Task<bool> TryWriteAsync(DynamoItem next, DynamoItem? current, CancellationToken cancellationToken)
    {
        var condition = current is null ? "attribute_not_exists(pk)" : "revision = :revision";
        var values = current is null ? null : new Dictionary<string, AttributeValue> { [":revision"] = DynamoItem.Number(current.Revision) };
        try
        {
            if (next is { IsDeleted: true, Messages.Count: 0 })
            {
                var key = DynamoTable.Address(next.Key, DynamoTable.DocumentSort);
                await _client.DeleteItemAsync(
                    new DeleteItemRequest { TableName = _table, Key = key, ConditionExpression = condition, ExpressionAttributeValues = values },
                    cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _client.PutItemAsync(
                    new PutItemRequest { TableName = _table, Item = next.ToAttributes(), ConditionExpression = condition, ExpressionAttributeValues = values },
                    cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>By the clock, so that a document that comes again starts above what the one before it left.</summary>
    internal long NextRevision(DynamoItem? current) => Math.Max(_time.GetUtcNow().UtcTicks, (current?.Revision ?? 0) + 1);

    private static long CheckVersion(DynamoItem? current, string kind, string id, long? expected)
    {
        var stored = current is null or { IsDeleted: true } ? 0 : current.Version;
        return expected is null || expected == stored ? stored : throw new DocumentConflictException(kind, id);
    }

    /// <summary>Ids order by the time of writing, and within one process strictly.</summary>
    private DynamoMessage NewMessage(OutboxMessage message)
    {
        long id;
        long last;
        do
        {
            last = Interlocked.Read(ref _lastMessage);
            id = Math.Max(last + 1, _time.GetUtcNow().UtcTicks);
        }
        while (Interlocked.CompareExchange(ref _lastMessage, id, last) != last);

        return new DynamoMessage(string.Create(CultureInfo.InvariantCulture, $"{id:D19}-{Guid.NewGuid():N}"), message.Topic, message.Body);
    }

    private void SignalMessages()
    {
        lock (_messagesWritten)
        {
            if (_messagesWritten.CurrentCount == 0) _messagesWritten.Release();
        }
    }
}

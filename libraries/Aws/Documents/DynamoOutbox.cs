using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MlPlatform.Aws.Documents;

/// <summary>The messages that wait in their documents' items, found through the sparse index.</summary>
internal sealed class DynamoOutbox(IAmazonDynamoDB client, string table, DynamoDocumentStore store)
{
    private const char Separator = '\u001f';

    /// <summary>The oldest messages, across documents.</summary>
    public async Task<IReadOnlyList<StoredMessage>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = table,
            IndexName = DynamoTable.OutboxIndex,
            KeyConditionExpression = "outbox = :pending",
            ExpressionAttributeValues = new() { [":pending"] = new AttributeValue(DynamoTable.OutboxPending) },
            Limit = limit,
        };
        var page = await client.QueryAsync(request, cancellationToken).ConfigureAwait(false);
        var pending =
            from attributes in page.Items ?? []
            from message in DynamoItem.ReadMessages(attributes)
            orderby message.Id
            select new StoredMessage(attributes[DynamoTable.Hash].S + Separator + message.Id, message.Topic, message.Body);
        return [.. pending.Take(limit)];
    }

    /// <summary>Takes published messages out of their items; an item whose document is gone goes with its last message.</summary>
    public async Task ConfirmAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var published = messages.Select(message => message.Token.Split(Separator, 2)).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        foreach (var item in published) await ConfirmAsync(item.Key, item.ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
    }

    private async Task ConfirmAsync(string key, HashSet<string> published, CancellationToken cancellationToken)
    {
        var parts = key.Split('#', 3);
        while (true)
        {
            var current = await store.ReadAsync(parts[1], parts[2], cancellationToken).ConfigureAwait(false);
            if (current is null) return;
            var left = current.Messages.Where(message => !published.Contains(message.Id)).ToList();
            if (left.Count == current.Messages.Count) return;
            var next = current with { Messages = left, Revision = store.NextRevision(current) };
            if (await store.TryWriteAsync(next, current, cancellationToken).ConfigureAwait(false)) return;
        }
    }
}

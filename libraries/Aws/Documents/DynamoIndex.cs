using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MlPlatform.Aws.Documents;

/// <summary>Index entries: items of their own, one for each index key of a document, in the order of key and id.</summary>
/// <remarks>
/// An entry is written before the document that has its key and removed after the one that no longer has it, so a document is
/// never missing from an index it is in. What a crash or a lost race leaves behind points at a document that disagrees with it:
/// queries look at the document and pass over such entries. Every entry carries the revision it was written for, so that a late
/// removal cannot take away a newer entry.
/// </remarks>
internal sealed class DynamoIndex(IAmazonDynamoDB client, string table)
{
    private const char Separator = '\0';
    private const int PageLength = 100;

    /// <summary>Writes the entries of an item that is about to be written.</summary>
    public async Task AddAsync(DynamoItem next, DynamoItem? current, CancellationToken cancellationToken)
    {
        foreach (var (name, key) in next.Indexes)
        {
            if (current is not null && current.Indexes.TryGetValue(name, out var before) && before == key) continue;
            var entry = Address(next, name, key);
            entry["id"] = new AttributeValue(next.Id);
            entry["revision"] = DynamoItem.Number(next.Revision);
            await TryAsync(
                () => client.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = table,
                        Item = entry,
                        ConditionExpression = "attribute_not_exists(pk) OR revision < :revision",
                        ExpressionAttributeValues = new() { [":revision"] = DynamoItem.Number(next.Revision) },
                    },
                    cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the entries that an item had and its successor has not.</summary>
    public async Task RemoveAsync(DynamoItem superseded, DynamoItem? next, long nextRevision, CancellationToken cancellationToken)
    {
        foreach (var (name, key) in superseded.Indexes)
        {
            if (next is not null && next.Indexes.TryGetValue(name, out var now) && now == key) continue;
            await TryAsync(
                () => client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = table,
                        Key = Address(superseded, name, key),
                        ConditionExpression = "revision < :revision",
                        ExpressionAttributeValues = new() { [":revision"] = DynamoItem.Number(nextRevision) },
                    },
                    cancellationToken)).ConfigureAwait(false);
        }
    }

    public async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var found = new List<(string Key, DynamoItem Item)>();
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await client.QueryAsync(Request(query, start), cancellationToken).ConfigureAwait(false);
            var entries = (page.Items ?? []).Select(ReadEntry).Where(entry => IsAfter(entry, query)).ToList();
            var items = await FetchAsync(query.Kind, entries.Select(entry => entry.Id), cancellationToken).ConfigureAwait(false);
            foreach (var (key, id) in entries)
            {
                if (items.TryGetValue(id, out var item) && item.Indexes.GetValueOrDefault(query.Index) == key) found.Add((key, item));
            }

            start = page.LastEvaluatedKey;
        }
        while (start is { Count: > 0 } && found.Count <= query.Limit);

        var documents = found.Take(query.Limit).Select(entry => entry.Item.ToDocument()).ToList();
        var next = found.Count > query.Limit ? PageToken.Write(found[query.Limit - 1].Key, found[query.Limit - 1].Item.Id) : null;
        return new DocumentPage(documents, next);
    }

    private QueryRequest Request(DocumentQuery query, Dictionary<string, AttributeValue>? start)
    {
        var (low, high) = Bounds(query);
        return new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :pk AND sk BETWEEN :low AND :high",
            ExpressionAttributeValues = new()
            {
                [":pk"] = new AttributeValue(HashOf(query.Kind, query.Index)),
                [":low"] = new AttributeValue(low),
                [":high"] = new AttributeValue(high),
            },
            ScanIndexForward = !query.Descending,
            Limit = Math.Min(PageLength, query.Limit + 1),
            ExclusiveStartKey = start,
        };
    }

    /// <summary>The lowest and the highest sort key a query may give; both may still name entries of the page before.</summary>
    private static (string Low, string High) Bounds(DocumentQuery query)
    {
        var (low, high) = ("\0", char.ConvertFromUtf32(0x10FFFF));
        if (query.Prefix is { Length: > 0 } prefix) (low, high) = (prefix, prefix + char.ConvertFromUtf32(0x10FFFF));
        if (query.From is { Length: > 0 } from && IsBelow(low, from)) low = from;
        if (query.To is { } to && IsBelow(to + '\u0001', high)) high = to + '\u0001';
        if (query.PageToken is not null)
        {
            var (key, id) = PageToken.Read(query.PageToken);
            var last = key + Separator + id;
            if (query.Descending && IsBelow(last, high)) high = last;
            if (!query.Descending && IsBelow(low, last)) low = last;
        }

        // Nothing lies between: an empty range that the service accepts.
        return IsBelow(high, low) ? (low, low) : (low, high);
    }

    private static bool IsAfter((string Key, string Id) entry, DocumentQuery query) =>
        query.PageToken is null || PageToken.Read(query.PageToken) != entry;

    private static bool IsBelow(string left, string right) =>
        System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right)) < 0;

    private async Task<Dictionary<string, DynamoItem>> FetchAsync(string kind, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DynamoItem>(StringComparer.Ordinal);
        var keys = ids.Distinct(StringComparer.Ordinal).Select(id => DynamoTable.Address(DynamoItem.KeyOf(kind, id), DynamoTable.DocumentSort)).ToList();
        while (keys.Count > 0)
        {
            var request = new BatchGetItemRequest { RequestItems = new() { [table] = new KeysAndAttributes { Keys = keys, ConsistentRead = true } } };
            var answer = await client.BatchGetItemAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var attributes in answer.Responses?.GetValueOrDefault(table) ?? [])
            {
                var item = DynamoItem.From(attributes);
                if (!item.IsDeleted) found[item.Id] = item;
            }

            keys = answer.UnprocessedKeys?.GetValueOrDefault(table)?.Keys ?? [];
        }

        return found;
    }

    private static (string Key, string Id) ReadEntry(Dictionary<string, AttributeValue> attributes)
    {
        var id = attributes["id"].S;
        return (attributes[DynamoTable.Sort].S[..^(id.Length + 1)], id);
    }

    private static async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            // A newer revision has written this entry: it is that one's to remove.
        }
    }

    private static Dictionary<string, AttributeValue> Address(DynamoItem item, string name, string key) =>
        DynamoTable.Address(HashOf(item.Kind, name), key + Separator + item.Id);

    private static string HashOf(string kind, string name) => $"index#{kind}#{name}";
}

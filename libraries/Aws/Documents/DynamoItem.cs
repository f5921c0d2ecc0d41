using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace MlPlatform.Aws.Documents;

/// <summary>A document as one DynamoDB item: its body, its index keys and the messages about it that no relay has confirmed.</summary>
/// <remarks>One item is written in one step, which is what makes a document and its messages one transaction.</remarks>
internal sealed record DynamoItem(string Kind, string Id)
{
    private static readonly Dictionary<string, string> NoIndexes = [];

    /// <summary>The document's version, as its readers see it.</summary>
    public long Version { get; init; }

    /// <summary>Rises with every write of the item, confirmations of messages included, and never returns to an earlier value.</summary>
    public long Revision { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The document is gone; the item stays until its last messages are out.</summary>
    public bool IsDeleted { get; init; }

    public IReadOnlyDictionary<string, string> Indexes { get; init; } = NoIndexes;

    public IReadOnlyList<DynamoMessage> Messages { get; init; } = [];

    public string Key => KeyOf(Kind, Id);

    public static string KeyOf(string kind, string id) => $"document#{kind}#{id}";

    public Document ToDocument() => new(Kind, Id, Version, Body);

    public Dictionary<string, AttributeValue> ToAttributes()
    {
        var attributes = DynamoTable.Address(Key, DynamoTable.DocumentSort);
        attributes["kind"] = new AttributeValue(Kind);
        attributes["id"] = new AttributeValue(Id);
        attributes["version"] = Number(Version);
        attributes["revision"] = Number(Revision);
        attributes["deleted"] = new AttributeValue { BOOL = IsDeleted };
        if (!Body.IsEmpty) attributes["body"] = Binary(Body);
        attributes["indexes"] = Map(Indexes.ToDictionary(pair => pair.Key, pair => new AttributeValue(pair.Value)));
        attributes["messages"] = new AttributeValue { L = [.. Messages.Select(message => message.ToAttribute())], IsLSet = true };
        if (Messages.Count > 0)
        {
            // Only items with messages have these, so the outbox index holds nothing else.
            attributes[DynamoTable.OutboxHash] = new AttributeValue(DynamoTable.OutboxPending);
            attributes[DynamoTable.OutboxSort] = new AttributeValue(Messages[0].Id);
        }

        return attributes;
    }

    public static DynamoItem From(Dictionary<string, AttributeValue> attributes) => new(attributes["kind"].S, attributes["id"].S)
    {
        Version = Number(attributes["version"]),
        Revision = Number(attributes["revision"]),
        IsDeleted = attributes["deleted"].BOOL == true,
        Body = attributes.TryGetValue("body", out var body) ? body.B.ToArray() : default(ReadOnlyMemory<byte>),
        Indexes = (attributes["indexes"].M ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.S),
        Messages = ReadMessages(attributes),
    };

    /// <summary>The messages of an item, or of its projection in the outbox index.</summary>
    public static IReadOnlyList<DynamoMessage> ReadMessages(Dictionary<string, AttributeValue> attributes) =>
        [.. (attributes["messages"].L ?? []).Select(DynamoMessage.From)];

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    public static AttributeValue Binary(ReadOnlyMemory<byte> value) => new() { B = new MemoryStream(value.ToArray()) };

    private static AttributeValue Map(Dictionary<string, AttributeValue> members) => new() { M = members, IsMSet = true };
}

/// <summary>A message in its document's item; ids order as the messages were written.</summary>
internal sealed record DynamoMessage(string Id, string Topic, ReadOnlyMemory<byte> Body)
{
    public AttributeValue ToAttribute() => new()
    {
        M = new Dictionary<string, AttributeValue>
        {
            ["id"] = new(Id),
            ["topic"] = new(Topic),
            ["body"] = DynamoItem.Binary(Body),
        },
    };

    public static DynamoMessage From(AttributeValue value) => new(value.M["id"].S, value.M["topic"].S, value.M["body"].B.ToArray());
}

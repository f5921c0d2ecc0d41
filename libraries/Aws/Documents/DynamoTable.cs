using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MlPlatform.Aws.Documents;

/// <summary>The one table: documents and their index entries by partition and sort key, and a sparse index of the items with pending messages.</summary>
public static class DynamoTable
{
    internal const string Hash = "pk";
    internal const string Sort = "sk";
    internal const string DocumentSort = "document";
    internal const string OutboxIndex = "outbox";
    internal const string OutboxHash = "outbox";
    internal const string OutboxSort = "outboxAt";
    internal const string OutboxPending = "pending";

    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Creates the table unless it is there, and waits until it can be used.</summary>
    public static async Task CreateAsync(IAmazonDynamoDB client, string table, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateTableAsync(Describe(table), cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // It is there already, or another service is creating it at this moment.
        }

        while (await StatusAsync(client, table, cancellationToken).ConfigureAwait(false) != TableStatus.ACTIVE)
        {
            await Task.Delay(PauseBetweenLooks, time, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static Dictionary<string, AttributeValue> Address(string hash, string sort) =>
        new() { [Hash] = new AttributeValue(hash), [Sort] = new AttributeValue(sort) };

    private static async Task<TableStatus> StatusAsync(IAmazonDynamoDB client, string table, CancellationToken cancellationToken)
    {
        var answer = await client.DescribeTableAsync(table, cancellationToken).ConfigureAwait(false);
        return answer.Table.TableStatus;
    }

    private static CreateTableRequest Describe(string table) => new()
    {
        TableName = table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            .. new[] { Hash, Sort, OutboxHash, OutboxSort }.Select(name => new AttributeDefinition(name, ScalarAttributeType.S)),
        ],
        KeySchema = [new KeySchemaElement(Hash, KeyType.HASH), new KeySchemaElement(Sort, KeyType.RANGE)],
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex
            {
                IndexName = OutboxIndex,
                KeySchema = [new KeySchemaElement(OutboxHash, KeyType.HASH), new KeySchemaElement(OutboxSort, KeyType.RANGE)],
                Projection = new Projection { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = ["messages"] },
            },
        ],
    };
}

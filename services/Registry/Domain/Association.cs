using MlPlatform.Aws.Documents;

namespace MlPlatform.Registry.Domain;

/// <summary>An edge of the lineage graph, from what came first to what came of it.</summary>
public sealed record Association
{
    /// <summary>The index of edges by where they start.</summary>
    public const string SourceIndex = "source";

    /// <summary>The index of edges by where they end.</summary>
    public const string DestinationIndex = "destination";

    public required string SourceArn { get; init; }
    public required string DestinationArn { get; init; }
    public required string Type { get; init; }
    public string? SourceType { get; init; }
    public string? DestinationType { get; init; }
    public DateTimeOffset CreationTime { get; init; }

    public string Id => IdOf(SourceArn, DestinationArn);

    public static string IdOf(string sourceArn, string destinationArn) => $"{sourceArn}|{destinationArn}";

    public static IReadOnlyDictionary<string, string> Indexes(Association edge) =>
        new Dictionary<string, string>(ListIndexes.Of(Listed(edge)))
        {
            [SourceIndex] = edge.SourceArn,
            [DestinationIndex] = edge.DestinationArn,
        };

    public static ListedResource Listed(Association edge) => new(edge.SourceArn, edge.CreationTime, edge.CreationTime, edge.Type);
}

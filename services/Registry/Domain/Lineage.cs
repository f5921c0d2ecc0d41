using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Registry.Domain;

/// <summary>How far a walk through the lineage graph goes.</summary>
public sealed record LineageWalk
{
    public bool Up { get; init; }
    public bool Down { get; init; }
    public int MaxDepth { get; init; }
    public int MaxVertices { get; init; }
}

/// <summary>The lineage graph: which data made which model, and where it is served.</summary>
public sealed class Lineage(RegistryStore store, TimeProvider time)
{
    public const string ContributedTo = "ContributedTo";
    public const string Produced = "Produced";
    public const string AssociatedWith = "AssociatedWith";
    private const int EdgesPerVertex = 100;
    private const string ArtifactType = "Artifact";

    /// <summary>The artifact of a source, not stored yet.</summary>
    public Artifact NewArtifact(string sourceUri, string type, string region, string accountId) => new()
    {
        Arn = Artifact.ArnOf(sourceUri, region, accountId),
        Type = type,
        Source = new ArtifactSource { SourceUri = sourceUri },
        CreationTime = time.GetUtcNow(),
    };

    /// <summary>Makes sure that a source has its artifact.</summary>
    public async Task<string> EnsureAsync(string sourceUri, string type, string region, string accountId, CancellationToken cancellationToken)
    {
        var artifact = NewArtifact(sourceUri, type, region, accountId);
        await store.Artifacts.TryCreateAsync(artifact, cancellationToken);
        return artifact.Arn;
    }

    /// <summary>Draws an edge; drawn twice it is the same edge.</summary>
    /// <returns>False when it was there.</returns>
    public async Task<bool> LinkAsync(string sourceArn, string destinationArn, string type, CancellationToken cancellationToken)
    {
        var edge = new Association
        {
            SourceArn = sourceArn,
            DestinationArn = destinationArn,
            Type = type,
            SourceType = await TypeOfAsync(sourceArn, cancellationToken),
            DestinationType = await TypeOfAsync(destinationArn, cancellationToken),
            CreationTime = time.GetUtcNow(),
        };
        return await store.Associations.TryCreateAsync(edge, cancellationToken);
    }

    /// <summary>The vertices and edges that can be reached from a vertex, nearest first, the vertex itself left out.</summary>
    public async Task<(IReadOnlyList<LineageVertex> Vertices, IReadOnlyList<LineageEdge> Edges)> WalkAsync(
        string startArn, LineageWalk walk, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, LineageVertex>(StringComparer.Ordinal);
        var edges = new Dictionary<string, LineageEdge>(StringComparer.Ordinal);
        // Up and down are walked apart: a data set's other models are no relatives of this model.
        if (walk.Up) await WalkOneWayAsync(Association.DestinationIndex, edge => edge.SourceArn);
        if (walk.Down) await WalkOneWayAsync(Association.SourceIndex, edge => edge.DestinationArn);
        return ([.. seen.Values], [.. edges.Values]);

        async Task WalkOneWayAsync(string index, Func<Association, string> farEnd)
        {
            List<string> level = [startArn];
            for (var depth = 0; depth < walk.MaxDepth && level.Count > 0; depth++)
            {
                var next = new List<string>();
                foreach (var edge in await EdgesAsync(index, level, cancellationToken))
                {
                    var arn = farEnd(edge);
                    if (arn != startArn && !seen.ContainsKey(arn))
                    {
                        if (seen.Count >= walk.MaxVertices) return;
                        seen[arn] = new LineageVertex(arn, await TypeOfAsync(arn, cancellationToken) ?? "Unknown", ArtifactType);
                        next.Add(arn);
                    }

                    edges[edge.Id] = new LineageEdge(edge.SourceArn, edge.DestinationArn, edge.Type);
                }

                level = next;
            }
        }
    }

    private async Task<IReadOnlyList<Association>> EdgesAsync(string index, IEnumerable<string> arns, CancellationToken cancellationToken)
    {
        var found = new List<Association>();
        foreach (var arn in arns)
        {
            var query = new DocumentQuery("", index) { From = arn, To = arn, Limit = EdgesPerVertex };
            found.AddRange((await store.Associations.QueryAsync(query, cancellationToken)).Items);
        }

        return found;
    }

    private async Task<string?> TypeOfAsync(string arn, CancellationToken cancellationToken) =>
        (await store.Artifacts.FindAsync(arn, cancellationToken))?.Value.Type;
}

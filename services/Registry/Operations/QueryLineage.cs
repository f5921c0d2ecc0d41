using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Walks the lineage graph from an artifact, or from the resource an artifact stands for.</summary>
internal sealed class QueryLineage(Lineage lineage) : IOperation<QueryLineageRequest, QueryLineageResponse>
{
    private const int DefaultDepth = 10;
    private const int DefaultResults = 50;

    public async Task<QueryLineageResponse> HandleAsync(QueryLineageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var start = request.StartArns[0];
        var startArn = start.Contains(":artifact/", StringComparison.Ordinal) ? start : Artifact.ArnOf(start, context.Region, context.AccountId);
        var walk = new LineageWalk
        {
            Up = request.Direction is not "Descendants",
            Down = request.Direction is not "Ascendants",
            MaxDepth = request.MaxDepth ?? DefaultDepth,
            MaxVertices = request.MaxResults ?? DefaultResults,
        };
        var (vertices, edges) = await lineage.WalkAsync(startArn, walk, cancellationToken);
        return new QueryLineageResponse(
            [.. vertices.Where(Wanted)],
            request.IncludeEdges == false ? null : edges);

        bool Wanted(LineageVertex vertex) =>
            request.Filters?.Types?.Contains(vertex.Type) != false && request.Filters?.LineageTypes?.Contains(vertex.LineageType) != false;
    }
}

using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Registry.Domain;

/// <summary>Reads and writes metric series; the KPIs of a model package are the series of its <c>group/version</c>.</summary>
public sealed class MetricSeries(RegistryStore store)
{
    private const int MaximumPoints = 2880;
    private const int PageLength = 500;

    /// <summary>The resource of a series for a name or an ARN.</summary>
    public static string ResourceOf(string nameOrArn) => Contracts.Arn.Name(nameOrArn);

    public Task WriteAsync(MetricPoint point, CancellationToken cancellationToken) => store.Metrics.TryCreateAsync(point, cancellationToken);

    /// <summary>A series summed up by period.</summary>
    public async Task<MetricQueryResult> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        var points = await PointsAsync(ResourceOf(query.ResourceArn), query.MetricName, cancellationToken);
        var byIteration = query.XAxisType == "IterationNumber";
        var groups = points
            .Select((point, index) => (Position: byIteration ? point.Step ?? index : Position(point.Time, query.Period), point.Value))
            .Where(pair => (query.Start is null || pair.Position >= query.Start) && (query.End is null || pair.Position <= query.End))
            .GroupBy(pair => pair.Position, pair => pair.Value)
            .OrderBy(group => group.Key)
            .ToArray();
        var kept = groups.Take(MaximumPoints).ToArray();
        return new MetricQueryResult(
            kept.Length < groups.Length ? "Truncated" : "Complete",
            [.. kept.Select(group => group.Key)],
            [.. kept.Select(group => Statistic(query.MetricStat, [.. group]))]);
    }

    private async Task<List<MetricPoint>> PointsAsync(string resource, string metric, CancellationToken cancellationToken)
    {
        var points = new List<MetricPoint>();
        string? token = null;
        do
        {
            var query = new DocumentQuery("", MetricPoint.SeriesIndex)
            {
                Prefix = MetricPoint.Series(resource, metric),
                Limit = PageLength,
                PageToken = token,
            };
            var (page, next) = await store.Metrics.QueryAsync(query, cancellationToken);
            points.AddRange(page);
            token = next;
        }
        while (token is not null && points.Count <= MaximumPoints);

        return points;
    }

    /// <summary>The start of the period, in epoch seconds.</summary>
    private static long Position(DateTimeOffset time, string period)
    {
        var length = period switch { "OneHour" => 3600, "FiveMinute" => 300, _ => 60 };
        var seconds = time.ToUnixTimeSeconds();
        return seconds - seconds % length;
    }

    private static double Statistic(string name, double[] values) => name switch
    {
        "Min" => values.Min(),
        "Max" => values.Max(),
        "Avg" => values.Average(),
        "Count" => values.Length,
        "StdDev" => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2))),
        _ => values[^1],
    };
}

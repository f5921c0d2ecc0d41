using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>The sagemaker-metrics API, which is REST-JSON: points of series in, series out.</summary>
internal static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPut("/BatchPutMetrics", PutAsync);
        endpoints.MapPost("/BatchGetMetrics", GetAsync);
    }

    private static async Task<IResult> PutAsync(HttpContext http, AwsJson json, MetricSeries series, CancellationToken cancellationToken)
    {
        try
        {
            var request = await RestJson.ReadAsync<BatchPutMetricsRequest>(http, json, cancellationToken);
            var resource = MetricSeries.ResourceOf(request.TrialComponentName);
            foreach (var metric in request.MetricData)
            {
                var point = new MetricPoint
                {
                    Resource = resource,
                    Metric = metric.MetricName,
                    Time = metric.Timestamp!.Value,
                    Step = metric.Step,
                    Value = metric.Value!.Value,
                };
                await series.WriteAsync(point, cancellationToken);
            }

            return RestJson.Ok(new BatchPutMetricsResponse(Errors: []), json);
        }
        catch (AwsException fault)
        {
            return RestJson.Error(fault, http);
        }
    }

    private static async Task<IResult> GetAsync(HttpContext http, AwsJson json, MetricSeries series, CancellationToken cancellationToken)
    {
        try
        {
            var request = await RestJson.ReadAsync<BatchGetMetricsRequest>(http, json, cancellationToken);
            var results = new List<MetricQueryResult>();
            foreach (var query in request.MetricQueries) results.Add(await series.ReadAsync(query, cancellationToken));
            return RestJson.Ok(new BatchGetMetricsResponse(results), json);
        }
        catch (AwsException fault)
        {
            return RestJson.Error(fault, http);
        }
    }
}

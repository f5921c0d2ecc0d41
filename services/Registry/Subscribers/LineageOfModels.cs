using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Contracts;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Subscribers;

/// <summary>Draws the lineage from model files to packages to endpoints, and keeps the KPIs that are told of packages.</summary>
internal sealed class LineageOfModels(Lineage lineage, MetricSeries series)
{
    public async Task OnModelPackageAsync(PlatformEvent changed, CancellationToken cancellationToken)
    {
        var package = await lineage.EnsureAsync(changed.Resources[0], "ModelPackage", changed.Region, changed.Account, cancellationToken);
        foreach (var container in Objects(changed.Detail["InferenceSpecification"]?["Containers"]))
        {
            if (container["ModelDataUrl"]?.ToString() is not { Length: > 0 } url) continue;
            var model = await lineage.EnsureAsync(url, "Model", changed.Region, changed.Account, cancellationToken);
            await lineage.LinkAsync(model, package, Lineage.ContributedTo, cancellationToken);
        }

        foreach (var (name, value) in changed.Detail["CustomerMetadataProperties"] as JsonObject ?? [])
        {
            // Metadata that are numbers are KPIs: an evaluation writes them there.
            if (!double.TryParse(value?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) continue;
            await KeepAsync(changed, changed.Resources[0], name, number, cancellationToken);
        }
    }

    public async Task OnEndpointAsync(PlatformEvent changed, CancellationToken cancellationToken)
    {
        if (changed.Detail["EndpointStatus"]?.ToString() != "InService") return;
        var endpoint = await lineage.EnsureAsync(changed.Resources[0], "Endpoint", changed.Region, changed.Account, cancellationToken);
        foreach (var source in changed.Detail["ModelSources"] as JsonArray ?? [])
        {
            var address = source!.ToString();
            var type = address.Contains(":model-package/", StringComparison.Ordinal) ? "ModelPackage" : "Model";
            var model = await lineage.EnsureAsync(address, type, changed.Region, changed.Account, cancellationToken);
            await lineage.LinkAsync(model, endpoint, Lineage.ContributedTo, cancellationToken);
        }
    }

    /// <summary>An alert of a monitor counts as a KPI of what it watches: the number of violations at that time.</summary>
    public Task OnMonitoringAlertAsync(PlatformEvent alert, CancellationToken cancellationToken)
    {
        var violations = (alert.Detail["Violations"] as JsonArray)?.Count ?? 1;
        var watched = alert.Detail["EndpointName"]?.ToString() ?? alert.Resources[0];
        return KeepAsync(alert, watched, "monitoring:violations", violations, cancellationToken);
    }

    private Task KeepAsync(PlatformEvent told, string resource, string metric, double value, CancellationToken cancellationToken)
    {
        var point = new MetricPoint
        {
            Resource = MetricSeries.ResourceOf(resource),
            Metric = metric,
            Time = DateTimeOffset.Parse(told.Time, CultureInfo.InvariantCulture),
            Value = value,
        };
        return series.WriteAsync(point, cancellationToken);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}

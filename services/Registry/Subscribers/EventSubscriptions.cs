using MlPlatform.Contracts;

namespace MlPlatform.Registry.Subscribers;

/// <summary>Which events this service listens to. Delivery is at least once; every handler may see an event again.</summary>
internal static class EventSubscriptions
{
    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/events/training-job", (PlatformEvent told, LineageOfJobs jobs, CancellationToken cancellationToken) =>
            jobs.OnTrainingJobAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.TrainingJobChanged);
        endpoints.MapPost("/events/processing-job", (PlatformEvent told, LineageOfJobs jobs, CancellationToken cancellationToken) =>
            jobs.OnProcessingJobAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.ProcessingJobChanged);
        endpoints.MapPost("/events/model-package", (PlatformEvent told, LineageOfModels models, CancellationToken cancellationToken) =>
            models.OnModelPackageAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.ModelPackageChanged);
        endpoints.MapPost("/events/endpoint", (PlatformEvent told, LineageOfModels models, CancellationToken cancellationToken) =>
            models.OnEndpointAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.EndpointChanged);
        endpoints.MapPost("/events/monitoring-alert", (PlatformEvent told, LineageOfModels models, CancellationToken cancellationToken) =>
            models.OnMonitoringAlertAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.MonitoringAlert);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MlPlatform.Dapr;

/// <summary>Registers workflows, activities, the client that starts them and the worker that runs them.</summary>
public static class WorkflowServiceCollectionExtensions
{
    /// <summary>Registers what the callback names; the worker starts with the host.</summary>
    public static IServiceCollection AddDaprWorkflow(
        this IServiceCollection services,
        Action<WorkflowRuntimeOptions> configure,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        services.TryAddSingleton(provider => new TaskHubConnection(provider.GetService<IConfiguration>()));
        services.TryAdd(new ServiceDescriptor(
            typeof(DaprWorkflowClient),
            provider => new DaprWorkflowClient(
                provider.GetRequiredService<TaskHubConnection>(), provider.GetService<TimeProvider>() ?? TimeProvider.System),
            lifetime));
        services.TryAdd(new ServiceDescriptor(
            typeof(IDaprWorkflowClient), provider => provider.GetRequiredService<DaprWorkflowClient>(), lifetime));
        services.AddHostedService<WorkflowWorker>();
        return services;
    }
}

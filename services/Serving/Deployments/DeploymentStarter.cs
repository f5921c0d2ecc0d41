using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Deployments;

/// <summary>Starts deployments, and after a restart brings endpoints back and makes sure that each unfinished deployment has its workflow.</summary>
internal sealed partial class DeploymentStarter(
    ServingStore store, EndpointHosts hosts, IDaprWorkflowClient workflows, TimeProvider time, ILogger<DeploymentStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Starts the workflow of the endpoint's deployment unless it has been started.</summary>
    public async Task EnsureStartedAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var state = await workflows.GetWorkflowStateAsync(endpoint.InstanceId, getInputsAndOutputs: false, cancellationToken);
        if (state.Exists) return;
        var input = new Deployment(endpoint.Name, endpoint.InstanceId);
        await workflows.ScheduleNewWorkflowAsync(nameof(DeployEndpoint), endpoint.InstanceId, input, startTime: null, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var endpoints = await store.AllEndpointsAsync(stoppingToken);
        await Task.WhenAll(endpoints.Where(endpoint => endpoint.Current is not null).Select(endpoint => BringBackAsync(endpoint.Name, stoppingToken)));
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.IsDeploying)) await StartAsync(endpoint, stoppingToken);
    }

    /// <summary>Loads what an endpoint served before; where S3 is not there yet, tries again.</summary>
    private async Task BringBackAsync(string name, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if ((await store.Endpoints.FindAsync(name, cancellationToken))?.Value is { } endpoint) await hosts.ApplyAsync(endpoint, cancellationToken);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotBackYet(name, fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task StartAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await EnsureStartedAsync(endpoint, cancellationToken);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotBackYet(endpoint.Name, fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Endpoint {Endpoint} is not back yet and is tried again: {Reason}")]
    private partial void LogNotBackYet(string endpoint, string reason);
}

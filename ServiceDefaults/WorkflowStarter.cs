using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlPlatform.ServiceDefaults;

/// <summary>Starts the workflow of each accepted piece of work, whatever happens between accepting it and starting it.</summary>
/// <remarks>A workflow's instance id comes from the work, so starting it twice is starting it once. At its own start the service asks for all work that is still open.</remarks>
public sealed partial class WorkflowStarter(IOpenWork open, DaprWorkflowClient workflows, TimeProvider time, ILogger<WorkflowStarter> logger)
    : BackgroundService, IWorkflowStarter
{
    private const int Capacity = 4096;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private readonly Channel<WorkflowStart> queue = Channel.CreateBounded<WorkflowStart>(Capacity);

    public ValueTask EnqueueAsync(WorkflowStart start, CancellationToken cancellationToken) => queue.Writer.WriteAsync(start, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var start in await open.FindAsync(stoppingToken).ConfigureAwait(false)) await StartAsync(start, stoppingToken).ConfigureAwait(false);
        await foreach (var start in queue.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false)) await StartAsync(start, stoppingToken).ConfigureAwait(false);
    }

    private async Task StartAsync(WorkflowStart start, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay < LongestDelay ? delay * 2 : delay)
        {
            try
            {
                var state = await workflows.GetWorkflowStateAsync(start.InstanceId, getInputsAndOutputs: false, cancellationToken).ConfigureAwait(false);
                // Work that is open although its workflow has ended was given up half-way; its steps may be repeated, so it is taken up again.
                if (state.IsWorkflowCompleted) await workflows.PurgeInstanceAsync(start.InstanceId, cancellationToken).ConfigureAwait(false);
                if (!state.Exists || state.IsWorkflowCompleted) await workflows.ScheduleNewWorkflowAsync(start.Workflow, start.InstanceId, start.Input).ConfigureAwait(false);
                return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotStarted(logger, start.InstanceId, fault.Message);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The workflow {InstanceId} could not be started and is tried again: {Reason}")]
    private static partial void LogNotStarted(ILogger logger, string instanceId, string reason);
}

/// <summary>Takes workflows to start.</summary>
public interface IWorkflowStarter
{
    /// <summary>Call it once the work is recorded; returns before the workflow runs.</summary>
    ValueTask EnqueueAsync(WorkflowStart start, CancellationToken cancellationToken);
}

/// <summary>A workflow to start: its name, its instance id and its input.</summary>
public sealed record WorkflowStart(string Workflow, string InstanceId, object Input);

/// <summary>What a service has accepted and not finished.</summary>
public interface IOpenWork
{
    Task<IReadOnlyList<WorkflowStart>> FindAsync(CancellationToken cancellationToken);
}

/// <summary>Registers a service's open work and the starter of its workflows.</summary>
public static class WorkflowStarterRegistration
{
    public static IServiceCollection AddWorkflowStarter<TOpenWork>(this IServiceCollection services)
        where TOpenWork : class, IOpenWork =>
        services
            .AddSingleton<IOpenWork>(provider => provider.GetRequiredService<TOpenWork>())
            .AddSingleton<WorkflowStarter>()
            .AddSingleton<IWorkflowStarter>(provider => provider.GetRequiredService<WorkflowStarter>())
            .AddHostedService(provider => provider.GetRequiredService<WorkflowStarter>());
}

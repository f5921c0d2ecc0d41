using Microsoft.Extensions.Logging;

namespace MlPlatform.Dapr;

internal sealed partial class WorkflowWorker
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "The stream of work items ended; it is opened again.")]
    private static partial void StreamEnded(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sidecar's workflow API cannot be reached; trying again. {Reason}")]
    private static partial void StreamLost(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The turn of the workflow {InstanceId} could not be handed in; the sidecar will ask again. {Reason}")]
    private static partial void WorkflowTurnLost(ILogger logger, string instanceId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the workflow {InstanceId} could not be taken: its history or its code cannot be read.")]
    private static partial void WorkflowTurnFailed(ILogger logger, Exception fault, string instanceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of {Activity} for {InstanceId} could not be handed in; the sidecar will ask again. {Reason}")]
    private static partial void ActivityOutcomeLost(ILogger logger, string activity, string instanceId, string reason);
}

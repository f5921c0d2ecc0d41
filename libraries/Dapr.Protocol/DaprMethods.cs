using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr.Protocol;

/// <summary>The methods of the service <c>dapr.proto.runtime.v1.Dapr</c> that this project speaks.</summary>
public static class DaprMethods
{
    private const string Service = "/dapr.proto.runtime.v1.Dapr/";

    /// <summary>Publishes one event.</summary>
    public static readonly GrpcMethod<PublishEventRequest, Empty> PublishEvent = new(Service + "PublishEvent");

    /// <summary>Publishes several events.</summary>
    public static readonly GrpcMethod<BulkPublishRequest, BulkPublishResponse> BulkPublishEvent = new(Service + "BulkPublishEvent");

    /// <summary>The older name of <see cref="BulkPublishEvent"/>.</summary>
    public static readonly GrpcMethod<BulkPublishRequest, BulkPublishResponse> BulkPublishEventAlpha1 = new(Service + "BulkPublishEventAlpha1");

    /// <summary>Reads one key.</summary>
    public static readonly GrpcMethod<GetStateRequest, GetStateResponse> GetState = new(Service + "GetState");

    /// <summary>Reads several keys.</summary>
    public static readonly GrpcMethod<GetBulkStateRequest, GetBulkStateResponse> GetBulkState = new(Service + "GetBulkState");

    /// <summary>Writes keys.</summary>
    public static readonly GrpcMethod<SaveStateRequest, Empty> SaveState = new(Service + "SaveState");

    /// <summary>Deletes one key.</summary>
    public static readonly GrpcMethod<DeleteStateRequest, Empty> DeleteState = new(Service + "DeleteState");

    /// <summary>Deletes several keys.</summary>
    public static readonly GrpcMethod<DeleteBulkStateRequest, Empty> DeleteBulkState = new(Service + "DeleteBulkState");

    /// <summary>Writes and deletes in one transaction.</summary>
    public static readonly GrpcMethod<ExecuteStateTransactionRequest, Empty> ExecuteStateTransaction = new(Service + "ExecuteStateTransaction");

    /// <summary>Invokes a method of another app.</summary>
    public static readonly GrpcMethod<InvokeServiceRequest, InvokeResponse> InvokeService = new(Service + "InvokeService");

    /// <summary>Reads one secret.</summary>
    public static readonly GrpcMethod<GetSecretRequest, GetSecretResponse> GetSecret = new(Service + "GetSecret");

    /// <summary>Reads every secret of a store.</summary>
    public static readonly GrpcMethod<GetBulkSecretRequest, GetBulkSecretResponse> GetBulkSecret = new(Service + "GetBulkSecret");

    /// <summary>Says what the runtime has loaded.</summary>
    public static readonly GrpcMethod<GetMetadataRequest, GetMetadataResponse> GetMetadata = new(Service + "GetMetadata");

    /// <summary>Adds an extended metadata value.</summary>
    public static readonly GrpcMethod<SetMetadataRequest, Empty> SetMetadata = new(Service + "SetMetadata");

    /// <summary>Stops the sidecar.</summary>
    public static readonly GrpcMethod<ShutdownRequest, Empty> Shutdown = new(Service + "Shutdown");

    /// <summary>Starts a workflow.</summary>
    public static readonly GrpcMethod<StartWorkflowRequest, StartWorkflowResponse> StartWorkflow = new(Service + "StartWorkflowBeta1");

    /// <summary>Reads the state of a workflow.</summary>
    public static readonly GrpcMethod<GetWorkflowRequest, GetWorkflowResponse> GetWorkflow = new(Service + "GetWorkflowBeta1");

    /// <summary>Deletes a finished workflow.</summary>
    public static readonly GrpcMethod<PurgeWorkflowRequest, Empty> PurgeWorkflow = new(Service + "PurgeWorkflowBeta1");

    /// <summary>Terminates a workflow.</summary>
    public static readonly GrpcMethod<TerminateWorkflowRequest, Empty> TerminateWorkflow = new(Service + "TerminateWorkflowBeta1");

    /// <summary>Suspends a workflow.</summary>
    public static readonly GrpcMethod<PauseWorkflowRequest, Empty> PauseWorkflow = new(Service + "PauseWorkflowBeta1");

    /// <summary>Resumes a workflow.</summary>
    public static readonly GrpcMethod<ResumeWorkflowRequest, Empty> ResumeWorkflow = new(Service + "ResumeWorkflowBeta1");

    /// <summary>Raises an event to a workflow.</summary>
    public static readonly GrpcMethod<RaiseEventWorkflowRequest, Empty> RaiseEventWorkflow = new(Service + "RaiseEventWorkflowBeta1");
}

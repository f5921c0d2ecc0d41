using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Protocol;

/// <summary>The methods of the service <c>TaskHubSidecarService</c>, through which workflows are started and worked on.</summary>
public static class TaskHubMethods
{
    private const string Service = "/TaskHubSidecarService/";

    /// <summary>Answers when the task hub is there.</summary>
    public static readonly GrpcMethod<Empty, Empty> Hello = new(Service + "Hello");

    /// <summary>Starts a workflow.</summary>
    public static readonly GrpcMethod<CreateInstanceRequest, CreateInstanceResponse> StartInstance = new(Service + "StartInstance");

    /// <summary>Reads the state of a workflow.</summary>
    public static readonly GrpcMethod<GetInstanceRequest, GetInstanceResponse> GetInstance = new(Service + "GetInstance");

    /// <summary>Answers when a workflow has left the pending state.</summary>
    public static readonly GrpcMethod<GetInstanceRequest, GetInstanceResponse> WaitForInstanceStart = new(Service + "WaitForInstanceStart");

    /// <summary>Answers when a workflow has ended.</summary>
    public static readonly GrpcMethod<GetInstanceRequest, GetInstanceResponse> WaitForInstanceCompletion = new(Service + "WaitForInstanceCompletion");

    /// <summary>Raises an event to a workflow.</summary>
    public static readonly GrpcMethod<RaiseEventRequest, RaiseEventResponse> RaiseEvent = new(Service + "RaiseEvent");

    /// <summary>Terminates a workflow.</summary>
    public static readonly GrpcMethod<TerminateRequest, TerminateResponse> TerminateInstance = new(Service + "TerminateInstance");

    /// <summary>Suspends a workflow.</summary>
    public static readonly GrpcMethod<SuspendRequest, SuspendResponse> SuspendInstance = new(Service + "SuspendInstance");

    /// <summary>Resumes a workflow.</summary>
    public static readonly GrpcMethod<ResumeRequest, ResumeResponse> ResumeInstance = new(Service + "ResumeInstance");

    /// <summary>Deletes what is kept of ended workflows.</summary>
    public static readonly GrpcMethod<PurgeInstancesRequest, PurgeInstancesResponse> PurgeInstances = new(Service + "PurgeInstances");

    /// <summary>Streams work to a worker.</summary>
    public static readonly GrpcMethod<GetWorkItemsRequest, WorkItem> GetWorkItems = new(Service + "GetWorkItems");

    /// <summary>Hands in the outcome of an activity.</summary>
    public static readonly GrpcMethod<ActivityResponse, CompleteTaskResponse> CompleteActivityTask = new(Service + "CompleteActivityTask");

    /// <summary>Hands in the actions of a workflow turn; the name every released SDK uses.</summary>
    public static readonly GrpcMethod<WorkflowResponse, CompleteTaskResponse> CompleteOrchestratorTask = new(Service + "CompleteOrchestratorTask");

    /// <summary>The newer name of <see cref="CompleteOrchestratorTask"/>.</summary>
    public static readonly GrpcMethod<WorkflowResponse, CompleteTaskResponse> CompleteWorkflowTask = new(Service + "CompleteWorkflowTask");

    /// <summary>Starts a workflow again from one event of an ended one.</summary>
    public static readonly GrpcMethod<RerunWorkflowFromEventRequest, RerunWorkflowFromEventResponse> RerunWorkflowFromEvent = new(Service + "RerunWorkflowFromEvent");

    /// <summary>Lists instance ids in pages.</summary>
    public static readonly GrpcMethod<ListInstanceIDsRequest, ListInstanceIDsResponse> ListInstanceIDs = new(Service + "ListInstanceIDs");

    /// <summary>Reads the whole history of an instance.</summary>
    public static readonly GrpcMethod<GetInstanceHistoryRequest, GetInstanceHistoryResponse> GetInstanceHistory = new(Service + "GetInstanceHistory");
}

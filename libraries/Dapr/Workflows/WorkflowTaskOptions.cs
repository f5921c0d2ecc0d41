namespace MlPlatform.Dapr;

/// <summary>How an activity is called.</summary>
/// <param name="RetryPolicy">When it is called again after a failure; never, when null.</param>
/// <param name="TargetAppId">The app whose worker runs it; this app, when null.</param>
public record WorkflowTaskOptions(WorkflowRetryPolicy? RetryPolicy = null, string? TargetAppId = null);

/// <summary>How a child workflow is called.</summary>
/// <param name="InstanceId">The id of the child; one is made, when null.</param>
/// <param name="RetryPolicy">When it is run again after a failure; never, when null.</param>
/// <param name="TargetAppId">The app whose worker runs it; this app, when null.</param>
public record ChildWorkflowTaskOptions(string? InstanceId = null, WorkflowRetryPolicy? RetryPolicy = null, string? TargetAppId = null)
    : WorkflowTaskOptions(RetryPolicy, TargetAppId);

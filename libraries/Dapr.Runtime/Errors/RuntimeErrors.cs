using MlPlatform.Dapr.Protocol;

namespace MlPlatform.Dapr.Runtime.Errors;

/// <summary>The closed table of failures; codes and statuses are Dapr's.</summary>
internal static class RuntimeErrors
{
    public static readonly RuntimeError MalformedRequest = new("ERR_MALFORMED_REQUEST", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError Internal = new("ERR_INTERNAL", 500, GrpcStatusCode.Internal);
    public static readonly RuntimeError NotFound = new("ERR_NOT_FOUND", 404, GrpcStatusCode.NotFound);

    public static readonly RuntimeError StateStoreNotConfigured = new("ERR_STATE_STORE_NOT_CONFIGURED", 500, GrpcStatusCode.FailedPrecondition);
    public static readonly RuntimeError StateStoreNotFound = new("ERR_STATE_STORE_NOT_FOUND", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError StateGet = new("ERR_STATE_GET", 500, GrpcStatusCode.Internal);
    public static readonly RuntimeError StateSaveConflict = new("ERR_STATE_SAVE", 409, GrpcStatusCode.Aborted);
    public static readonly RuntimeError StateSaveInvalid = new("ERR_STATE_SAVE", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError StateDeleteConflict = new("ERR_STATE_DELETE", 409, GrpcStatusCode.Aborted);
    public static readonly RuntimeError StateTransactionConflict = new("ERR_STATE_TRANSACTION", 409, GrpcStatusCode.Aborted);
    public static readonly RuntimeError StateOperationNotSupported = new("ERR_NOT_SUPPORTED_STATE_OPERATION", 400, GrpcStatusCode.Unimplemented);

    public static readonly RuntimeError PubSubNotConfigured = new("ERR_PUBSUB_NOT_CONFIGURED", 400, GrpcStatusCode.FailedPrecondition);
    public static readonly RuntimeError PubSubNotFound = new("ERR_PUBSUB_NOT_FOUND", 404, GrpcStatusCode.NotFound);
    public static readonly RuntimeError PubSubEmpty = new("ERR_PUBSUB_EMPTY", 404, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError TopicEmpty = new("ERR_TOPIC_NAME_EMPTY", 404, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError PubSubForbidden = new("ERR_PUBSUB_FORBIDDEN", 403, GrpcStatusCode.PermissionDenied);
    public static readonly RuntimeError PubSubMetadata = new("ERR_PUBSUB_REQUEST_METADATA", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError PubSubCloudEvent = new("ERR_PUBSUB_CLOUD_EVENTS_SER", 500, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError PubSubEvents = new("ERR_PUBSUB_EVENTS_SER", 400, GrpcStatusCode.InvalidArgument);

    public static readonly RuntimeError DirectInvoke = new("ERR_DIRECT_INVOKE", 500, GrpcStatusCode.Internal);

    public static readonly RuntimeError SecretStoresNotConfigured = new("ERR_SECRET_STORES_NOT_CONFIGURED", 500, GrpcStatusCode.FailedPrecondition);
    public static readonly RuntimeError SecretStoreNotFound = new("ERR_SECRET_STORE_NOT_FOUND", 401, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError SecretGet = new("ERR_SECRET_GET", 500, GrpcStatusCode.Internal);

    public static readonly RuntimeError HealthNotReady = new("ERR_HEALTH_NOT_READY", 500, GrpcStatusCode.Unavailable);

    public static readonly RuntimeError WorkflowComponentNotFound = new("ERR_WORKFLOW_COMPONENT_NOT_FOUND", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError WorkflowNameMissing = new("ERR_WORKFLOW_NAME_MISSING", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError WorkflowEventNameMissing = new("ERR_WORKFLOW_EVENT_NAME_MISSING", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError InstanceIdInvalid = new("ERR_INSTANCE_ID_INVALID", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError InstanceIdTooLong = new("ERR_INSTANCE_ID_TOO_LONG", 400, GrpcStatusCode.InvalidArgument);
    public static readonly RuntimeError InstanceNotFound = new("ERR_INSTANCE_ID_NOT_FOUND", 404, GrpcStatusCode.NotFound);
    public static readonly RuntimeError InstanceExists = new("ERR_START_WORKFLOW", 409, GrpcStatusCode.AlreadyExists);
    public static readonly RuntimeError WorkflowNotTerminal = new("ERR_PURGE_WORKFLOW", 409, GrpcStatusCode.FailedPrecondition);
}

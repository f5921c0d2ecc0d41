using MlPlatform.Dapr.Runtime.Core.Invocation;
using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Core.Secrets;
using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Core.Workflow;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>The building blocks, each written once; HTTP and gRPC translate to and from them.</summary>
internal sealed record RuntimeBlocks(
    StateBlock State, PublishBlock Publish, InvocationBlock Invocation, SecretBlock Secrets, RuntimeInfo Info, WorkflowBlocks Workflows);

/// <summary>The three faces of the workflow building block: the task hub's client and worker, and Dapr's management API.</summary>
internal sealed record WorkflowBlocks(WorkflowClientBlock Client, WorkflowWorkerBlock Worker, WorkflowManagement Management);

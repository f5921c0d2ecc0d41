using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlPlatform.Dapr.Tests;

/// <summary>
/// Calls everything that services may use exactly as the official SDK declares it, named and optional arguments included. It is never
/// run: that it compiles says that a service which compiles against this library compiles against the official packages too.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "Compiled, never run.")]
internal sealed class OfficialSignatures
{
    public static void Registration(IServiceCollection services, IApplicationBuilder app, IEndpointRouteBuilder endpoints)
    {
        services.AddDaprClient();
        services.AddDaprClient(configure: builder => builder.UseGrpcEndpoint("http://h:1"), lifetime: ServiceLifetime.Scoped);
        IApplicationBuilder chained = app.UseCloudEvents();
        IEndpointConventionBuilder mapped = endpoints.MapSubscribeHandler();
        RouteHandlerBuilder routed = endpoints.MapPost("/e", () => 1).WithTopic(pubsubName: "p", name: "t");
        IServiceCollection same = services.AddDaprWorkflow(
            configure: options =>
            {
                options.RegisterWorkflow<Flow>();
                options.RegisterWorkflow<Flow>(name: "flow");
                options.RegisterActivity<Step>();
                options.RegisterActivity<Step>(name: "step");
                options.MaxConcurrentActivities = options.MaxConcurrentWorkflows;
            },
            lifetime: ServiceLifetime.Singleton);
        _ = (chained, mapped, routed, same);
    }

    public static async Task Client(DaprClient client, CancellationToken token)
    {
        await client.PublishEventAsync<int>(pubsubName: "p", topicName: "t", data: 1, cancellationToken: token);
        await client.PublishEventAsync("p", "t", 1, new Dictionary<string, string>(), token);
        int read = await client.GetStateAsync<int>(storeName: "s", key: "k", consistencyMode: ConsistencyMode.Strong, metadata: null, cancellationToken: token);
        (int value, string etag) = await client.GetStateAndETagAsync<int>("s", "k", cancellationToken: token);
        await client.SaveStateAsync(storeName: "s", key: "k", value: 1, stateOptions: new StateOptions { Concurrency = ConcurrencyMode.FirstWrite }, metadata: null, cancellationToken: token);
        bool saved = await client.TrySaveStateAsync("s", "k", 1, etag: etag, stateOptions: null, metadata: null, cancellationToken: token);
        await client.DeleteStateAsync("s", "k", stateOptions: null, metadata: null, cancellationToken: token);
        var operations = new List<StateTransactionRequest>
        {
            new("k", [1], StateOperationType.Upsert, etag: null, metadata: null, options: null),
            new("l", null, StateOperationType.Delete),
        };
        await client.ExecuteStateTransactionAsync(storeName: "s", operations: operations, metadata: null, cancellationToken: token);
        IReadOnlyList<BulkStateItem> items = await client.GetBulkStateAsync("s", ["k"], parallelism: null, cancellationToken: token);
        Dictionary<string, string> secret = await client.GetSecretAsync("s", "k", metadata: null, cancellationToken: token);
        bool healthy = await client.CheckHealthAsync(token) && await client.CheckOutboundHealthAsync(token);
        DaprMetadata metadata = await client.GetMetadataAsync(token);
        using HttpClient invoke = DaprClient.CreateInvokeHttpClient(appId: "a", daprEndpoint: "http://h:1", daprApiToken: "t");
        using HttpClient invokable = client.CreateInvokableHttpClient(appId: "a");
        _ = (read, value, saved, items, secret, healthy, metadata);
    }

    public static async Task Management(DaprWorkflowClient client, CancellationToken token)
    {
        string id = await client.ScheduleNewWorkflowAsync(name: "n", instanceId: "i", input: 1);
        id = await client.ScheduleNewWorkflowAsync("n", null, null, (DateTime?)null);
        id = await client.ScheduleNewWorkflowAsync("n", null, null, (DateTimeOffset?)null, token);
        WorkflowState state = await client.GetWorkflowStateAsync(instanceId: id, getInputsAndOutputs: true, cancellation: token);
        state = await client.WaitForWorkflowCompletionAsync(id, getInputsAndOutputs: false, cancellation: token);
        await client.RaiseEventAsync(instanceId: id, eventName: "e", eventPayload: 1, cancellation: token);
        await client.TerminateWorkflowAsync(id, output: 1, cancellation: token);
        await client.SuspendWorkflowAsync(id, reason: "r", cancellation: token);
        await client.ResumeWorkflowAsync(id, reason: "r", cancellation: token);
        bool purged = await client.PurgeInstanceAsync(id, token);
        WorkflowRuntimeStatus status = state.RuntimeStatus;
        int? output = state.ReadOutputAs<int>() + state.ReadInputAs<int>() + state.ReadCustomStatusAs<int>();
        WorkflowTaskFailureDetails? details = state.FailureDetails;
        _ = (purged, status, output, details, state.Exists, state.IsWorkflowCompleted, state.IsWorkflowRunning, state.CreatedAt, state.LastUpdatedAt);
    }

    private sealed class Flow : Workflow<int, string>
    {
        public override async Task<string> RunAsync(WorkflowContext context, int input)
        {
            var policy = new WorkflowRetryPolicy(
                maxNumberOfAttempts: 3,
                firstRetryInterval: TimeSpan.FromSeconds(1),
                backoffCoefficient: 2.0,
                maxRetryInterval: TimeSpan.FromMinutes(1),
                retryTimeout: TimeSpan.FromHours(1));
            await context.CallActivityAsync(name: "step", input: input, options: new WorkflowTaskOptions(RetryPolicy: policy, TargetAppId: "app"));
            int result = await context.CallActivityAsync<int>("step", input, new WorkflowTaskOptions(policy));
            await context.CreateTimer(delay: TimeSpan.FromSeconds(1), cancellationToken: CancellationToken.None);
            await context.CreateTimer(fireAt: context.CurrentUtcDateTime, cancellationToken: CancellationToken.None);
            result += await context.WaitForExternalEventAsync<int>(eventName: "e", cancellationToken: CancellationToken.None);
            result += await context.WaitForExternalEventAsync<int>(eventName: "e", timeout: TimeSpan.FromSeconds(1));
            await context.CallChildWorkflowAsync("flow", input, new ChildWorkflowTaskOptions(InstanceId: "i", RetryPolicy: policy, TargetAppId: "app"));
            string child = await context.CallChildWorkflowAsync<string>(workflowName: "flow", input: input, options: null);
            context.SetCustomStatus(new { result, child });
            context.SendEvent("other", "e", 1);
            ILogger logger = context.CreateReplaySafeLogger<Flow>();
            Guid id = context.NewGuid();
            context.ContinueAsNew(newInput: 1, preserveUnprocessedEvents: false);
            try
            {
                return $"{context.Name} {context.InstanceId} {context.IsReplaying} {id} {logger.IsEnabled(LogLevel.Information)}";
            }
            catch (WorkflowTaskFailedException failed) when (failed.FailureDetails.IsCausedBy<InvalidOperationException>())
            {
                return failed.FailureDetails.ErrorType + failed.FailureDetails.ErrorMessage + failed.FailureDetails.StackTrace;
            }
        }
    }

    private sealed class Step : WorkflowActivity<int, int>
    {
        public override Task<int> RunAsync(WorkflowActivityContext context, int input)
        {
            string key = context.Identifier + context.TaskExecutionKey + context.InstanceId;
            return Task.FromResult(input + key.Length);
        }
    }
}

using Amazon.Runtime;
using Amazon.S3;
using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Steps;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;

namespace MlPlatform.Pipelines.Tests.Executions;

/// <summary>Runs executions with the real workflow, activities and documents, and jobs that only pretend.</summary>
public sealed class ExecutionHarness : IAsyncDisposable
{
    private const string Id = "abc123def456";
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentStore _documents;
    private readonly PipelineEvents _events = new(new PlatformEvents(TimeProvider.System));
    private readonly AmazonS3Client _objects;
    private readonly Dictionary<ExecutionRun, ExecutionPlan> _history = [];

    public ExecutionHarness()
    {
        _documents = new SqliteDocumentStore(_folder.File("documents.db"));
        Store = new PipelineStore(_documents);
        _objects = new AmazonS3Client(new BasicAWSCredentials("a", "b"), new AmazonS3Config { ServiceURL = Objects.Endpoint, ForcePathStyle = true });
    }

    public PipelineStore Store { get; }

    public ObjectStoreStub Objects { get; } = new();

    internal FakeOperations Operations { get; } = new();

    /// <summary>Called before each activity with its name; a test may throw here to play a crash.</summary>
    public Action<string> BeforeActivity { get; set; } = _ => { };

    /// <summary>Called after each activity with its name, before the workflow learns of its result.</summary>
    public Action<string> AfterActivity { get; set; } = _ => { };

    internal FakeWorkflowContext Context => field ??= new FakeWorkflowContext(CallAsync);

    /// <summary>Stores an execution of a definition and runs it to its end.</summary>
    public async Task<Execution> RunAsync(string definition, int? maxParallel = null)
    {
        PipelineDefinitionParser.Parse(definition);
        await Store.Executions.TryCreateAsync(
            new Execution
            {
                Id = Id,
                Arn = $"arn:aws:sagemaker:r:1:pipeline/p/execution/{Id}",
                PipelineName = "p",
                PipelineArn = "arn:aws:sagemaker:r:1:pipeline/p",
                Definition = definition,
                Status = ExecutionStatus.Executing,
                MaxParallelSteps = maxParallel,
                Region = "r",
                AccountId = "1",
            },
            default);
        await new PipelineExecutionWorkflow().RunAsync(Context, new ExecutionRun(Id, (await ExecutionAsync()).Run));
        return await ExecutionAsync();
    }

    public Task<Execution> ExecutionAsync() => Store.ExecutionOfIdAsync(Id, default);

    public async Task<IReadOnlyDictionary<string, string>> StatusesAsync() =>
        (await Store.StepsAsync(Id, default)).ToDictionary(step => step.Name, step => step.Status);

    public Task SetStatusAsync(string status) => Store.Executions.UpdateAsync(
        Id, execution => new DocumentChange<Execution>(execution with { Status = status, Run = execution.Run + 1 }), default);

    public async ValueTask DisposeAsync()
    {
        _objects.Dispose();
        await Objects.DisposeAsync();
        await _documents.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A run that is replayed finds its plan in its history.</summary>
    private async Task<ExecutionPlan> PlanAsync(ExecutionRun run) =>
        _history.TryGetValue(run, out var plan) ? plan : _history[run] = await new PlanExecution(Store).RunAsync(null!, run);

    private async Task<object?> CallAsync(string name, object? input)
    {
        BeforeActivity(name);
        var runner = new StepRunner(Store, _events, Operations, _objects, TimeProvider.System);
        object result = name switch
        {
            nameof(PlanExecution) => await PlanAsync((ExecutionRun)input!),
            nameof(BeginStep) => await new BeginStep(runner).RunAsync(null!, (StepCall)input!),
            nameof(CheckStep) => await new CheckStep(runner).RunAsync(null!, (StepCall)input!),
            _ => await new FinishExecution(Store, _events, TimeProvider.System).RunAsync(null!, (ExecutionEnding)input!),
        };
        AfterActivity(name);
        return result;
    }
}

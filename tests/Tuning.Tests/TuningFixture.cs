using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;
using MlPlatform.Tuning.Activities;
using MlPlatform.Tuning.Domain;
using MlPlatform.Tuning.Operations;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning.Tests;

/// <summary>The tuning service without its sidecar: real documents, training jobs that a test ends, workflows run in this process.</summary>
internal sealed class TuningFixture : IWorkflowStarter, ITuningWakeUp, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;
    private readonly InProcessWorkflow workflow;

    public TuningFixture()
    {
        services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(folder.File("documents.db")))
            .AddSingleton<PlatformEvents>()
            .AddSingleton<TuningJobs>()
            .AddSingleton<ITrainingService>(Training)
            .AddSingleton<IWorkflowStarter>(this)
            .AddSingleton<ITuningWakeUp>(this)
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
            .BuildServiceProvider();
        workflow = new InProcessWorkflow(services, [typeof(AdvanceTuning), typeof(FailTuning)]);
    }

    public static OperationContext Context { get; } = new("us-west-2", "123456789012", "request", "key");

    public TrainingServiceFake Training { get; } = new();

    public List<WorkflowStart> Started { get; } = [];

    /// <summary>The tuning jobs that were woken, in order.</summary>
    public List<string> Woken { get; } = [];

    public TuningJobs Jobs => services.GetRequiredService<TuningJobs>();

    public ValueTask EnqueueAsync(WorkflowStart start, CancellationToken cancellationToken)
    {
        Started.Add(start);
        return ValueTask.CompletedTask;
    }

    public Task WakeAsync(string arn, CancellationToken cancellationToken)
    {
        lock (Woken) Woken.Add(arn);
        workflow.Raise(TuningJobWorkflow.Changed, "");
        return Task.CompletedTask;
    }

    public Task<CreateHyperParameterTuningJobResponse> CreateAsync(CreateHyperParameterTuningJobRequest request) =>
        Handle<CreateHyperParameterTuningJob, CreateHyperParameterTuningJobRequest, CreateHyperParameterTuningJobResponse>(request);

    public Task<DescribeHyperParameterTuningJobResponse> DescribeAsync(string name) =>
        Handle<DescribeHyperParameterTuningJob, DescribeHyperParameterTuningJobRequest, DescribeHyperParameterTuningJobResponse>(new() { HyperParameterTuningJobName = name });

    public Task StopAsync(string name) =>
        Handle<StopHyperParameterTuningJob, StopHyperParameterTuningJobRequest, EmptyResponse>(new() { HyperParameterTuningJobName = name });

    public Task<ListHyperParameterTuningJobsResponse> ListAsync() =>
        Handle<ListHyperParameterTuningJobs, ListHyperParameterTuningJobsRequest, ListHyperParameterTuningJobsResponse>(new());

    public Task<ListTrainingJobsForHyperParameterTuningJobResponse> ListChildrenAsync(ListTrainingJobsForHyperParameterTuningJobRequest request) =>
        Handle<ListTrainingJobsForHyperParameterTuningJob, ListTrainingJobsForHyperParameterTuningJobRequest, ListTrainingJobsForHyperParameterTuningJobResponse>(request);

    /// <summary>One turn; true when the job is over.</summary>
    public Task<bool> TurnAsync(string arn) => workflow.CallActivityAsync<bool>(nameof(AdvanceTuning), arn);

    /// <summary>Turns until the job is over, at most a hundred.</summary>
    public async Task<DescribeHyperParameterTuningJobResponse> RunAsync(CreateHyperParameterTuningJobRequest request)
    {
        var arn = (await CreateAsync(request)).HyperParameterTuningJobArn;
        for (var turn = 0; turn < 100 && !await TurnAsync(arn); turn++)
        {
        }

        return await DescribeAsync(request.HyperParameterTuningJobName);
    }

    public Task<bool> RunWorkflowAsync(string arn) => new TuningJobWorkflow().RunAsync(workflow, arn);

    public static CreateHyperParameterTuningJobRequest Request(string strategy = "Random", int? jobs = 6, int parallel = 2) => new()
    {
        HyperParameterTuningJobName = "tune",
        HyperParameterTuningJobConfig = new()
        {
            Strategy = strategy,
            HyperParameterTuningJobObjective = new() { Type = "Maximize", MetricName = "validation:auc" },
            ResourceLimits = new() { MaxNumberOfTrainingJobs = jobs, MaxParallelTrainingJobs = parallel },
            ParameterRanges = new()
            {
                ContinuousParameterRanges = strategy == "Grid" ? null : [new() { Name = "rate", MinValue = "0.1", MaxValue = "0.9", ScalingType = "Linear" }],
                CategoricalParameterRanges = strategy == "Grid"
                    ? [new() { Name = "rate", Values = ["0.1", "0.5"] }, new() { Name = "kind", Values = ["\"a\"", "\"b\""] }]
                    : null,
            },
            RandomSeed = 7,
        },
        TrainingJobDefinition = new()
        {
            AlgorithmSpecification = new() { TrainingImage = "1.dkr.ecr.us-west-2.amazonaws.com/linear-learner:1", TrainingInputMode = "File" },
            RoleArn = "arn:aws:iam::123456789012:role/service",
            OutputDataConfig = new() { S3OutputPath = "s3://bucket/models" },
            StoppingCondition = new() { MaxRuntimeInSeconds = 60 },
            StaticHyperParameters = new Dictionary<string, string> { ["predictor_type"] = "binary_classifier" },
        },
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    private Task<TResponse> Handle<THandler, TRequest, TResponse>(TRequest request)
        where THandler : IOperation<TRequest, TResponse> =>
        ActivatorUtilities.CreateInstance<THandler>(services).HandleAsync(request, Context, CancellationToken.None);
}

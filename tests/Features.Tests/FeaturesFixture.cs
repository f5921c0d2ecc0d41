using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Activities;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Operations;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;

namespace MlPlatform.Features.Tests;

/// <summary>The service of processing jobs without its sidecar: real documents, real jobs, objects in a stub, workflows run in this process.</summary>
internal sealed class FeaturesFixture : IWorkflowStarter, IAsyncDisposable
{
    private static readonly Type[] Activities = [typeof(PrepareProcessing), typeof(RunProcessing), typeof(UploadOutputs), typeof(FinishProcessing)];

    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    public FeaturesFixture()
    {
        var s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config { ServiceURL = Objects.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-west-2", MaxErrorRetry = 0 });
        services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(folder.File("documents.db")))
            .AddSingleton<PlatformEvents>()
            .AddSingleton<ProcessingJobs>()
            .AddSingleton<IWorkflowStarter>(this)
            .AddSingleton<IAmazonS3>(s3)
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
            .AddSingleton(_ => new JobEngine(
                Repository.Root, folder.File("jobs"), s3, new JobOptions { StopGrace = TimeSpan.FromSeconds(1) }, TimeProvider.System))
            .BuildServiceProvider();
    }

    public static OperationContext Context { get; } = new("us-west-2", "123456789012", "request", "key");

    public ObjectStoreStub Objects { get; } = new();

    public List<WorkflowStart> Started { get; } = [];

    public JobEngine Engine => services.GetRequiredService<JobEngine>();

    public IDocumentStore Documents => services.GetRequiredService<IDocumentStore>();

    public ValueTask EnqueueAsync(WorkflowStart start, CancellationToken cancellationToken)
    {
        Started.Add(start);
        return ValueTask.CompletedTask;
    }

    public Task<CreateProcessingJobResponse> CreateAsync(CreateProcessingJobRequest request) =>
        Handle<CreateProcessingJob, CreateProcessingJobRequest, CreateProcessingJobResponse>(request);

    public Task<DescribeProcessingJobResponse> DescribeAsync(string name) =>
        Handle<DescribeProcessingJob, DescribeProcessingJobRequest, DescribeProcessingJobResponse>(new() { ProcessingJobName = name });

    public Task StopAsync(string name) => Handle<StopProcessingJob, StopProcessingJobRequest, EmptyResponse>(new() { ProcessingJobName = name });

    public Task<ListProcessingJobsResponse> ListAsync(ListProcessingJobsRequest request) =>
        Handle<ListProcessingJobs, ListProcessingJobsRequest, ListProcessingJobsResponse>(request);

    /// <summary>Creates the job and runs its workflow to the end.</summary>
    public async Task<DescribeProcessingJobResponse> RunAsync(CreateProcessingJobRequest request, int runsOfEachStep = 1)
    {
        var arn = (await CreateAsync(request)).ProcessingJobArn;
        await RunWorkflowAsync(arn, runsOfEachStep);
        return await DescribeAsync(request.ProcessingJobName);
    }

    public Task RunWorkflowAsync(string arn, int runsOfEachStep = 1) =>
        new ProcessingJobWorkflow().RunAsync(new InProcessWorkflow(services, Activities, runsOfEachStep), arn);

    /// <summary>A job that runs a script as ScriptProcessor sends it: the code is an input, the entry point names it.</summary>
    public CreateProcessingJobRequest Script(string program, string script, int? maxRuntimeInSeconds = null)
    {
        var file = program == "python3" ? "work.py" : "work.sh";
        Objects.Put($"bucket/code/{file}", script);
        Objects.Put("bucket/raw/rows.csv", "1,2\n3,4\n");
        return new()
        {
            ProcessingJobName = "job",
            ProcessingInputs = [Input("data", "s3://bucket/raw/", "/opt/ml/processing/input/data"), Input("code", $"s3://bucket/code/{file}", "/opt/ml/processing/input/code")],
            ProcessingOutputConfig = new()
            {
                Outputs = [new() { OutputName = "out", S3Output = new() { S3Uri = "s3://bucket/clean", LocalPath = "/opt/ml/processing/output", S3UploadMode = "EndOfJob" } }],
            },
            ProcessingResources = new() { ClusterConfig = new() { InstanceCount = 1, InstanceType = "ml.m5.large", VolumeSizeInGB = 1 } },
            AppSpecification = new() { ImageUri = "1.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1", ContainerEntrypoint = [program, $"/opt/ml/processing/input/code/{file}"] },
            StoppingCondition = maxRuntimeInSeconds is { } seconds ? new() { MaxRuntimeInSeconds = seconds } : null,
            RoleArn = "arn:aws:iam::123456789012:role/service",
        };
    }

    public static ProcessingInput Input(string name, string uri, string path) =>
        new() { InputName = name, S3Input = new() { S3Uri = uri, LocalPath = path, S3DataType = "S3Prefix" } };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Objects.DisposeAsync();
        folder.Dispose();
    }

    private Task<TResponse> Handle<THandler, TRequest, TResponse>(TRequest request)
        where THandler : IOperation<TRequest, TResponse> =>
        ActivatorUtilities.CreateInstance<THandler>(services).HandleAsync(request, Context, CancellationToken.None);
}

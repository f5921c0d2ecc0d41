using System.Formats.Tar;
using System.IO.Compression;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Dapr;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;
using MlPlatform.Training.Activities;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Operations;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Tests;

/// <summary>The training service without its sidecar: real documents, real jobs, objects in a stub, workflows run in this process.</summary>
internal sealed class TrainingFixture : IWorkflowStarter, IAsyncDisposable
{
    private static readonly Type[] Activities = [typeof(PrepareTraining), typeof(RunTraining), typeof(UploadArtifacts), typeof(FinishTraining)];

    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    public TrainingFixture()
    {
        var s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config { ServiceURL = Objects.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-west-2", MaxErrorRetry = 0 });
        services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(folder.File("documents.db")))
            .AddSingleton<PlatformEvents>()
            .AddSingleton<TrainingJobs>()
            .AddSingleton<IWorkflowStarter>(this)
            .AddSingleton<IAmazonS3>(s3)
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
            .AddSingleton(_ => new JobEngine(
                Repository.Root, folder.File("jobs"), s3, new JobOptions { StopGrace = TimeSpan.FromSeconds(1) }, TimeProvider.System))
            .BuildServiceProvider();
    }

    public static OperationContext Context { get; } = new("us-west-2", "123456789012", "request", "key");

    public ObjectStoreStub Objects { get; } = new();

    /// <summary>The workflows that operations asked for.</summary>
    public List<WorkflowStart> Started { get; } = [];

    public JobEngine Engine => services.GetRequiredService<JobEngine>();

    public IDocumentStore Documents => services.GetRequiredService<IDocumentStore>();

    public ValueTask EnqueueAsync(WorkflowStart start, CancellationToken cancellationToken)
    {
        Started.Add(start);
        return ValueTask.CompletedTask;
    }

    public Task<CreateTrainingJobResponse> CreateAsync(CreateTrainingJobRequest request) => Handle<CreateTrainingJob, CreateTrainingJobRequest, CreateTrainingJobResponse>(request);

    public Task<DescribeTrainingJobResponse> DescribeAsync(string name) =>
        Handle<DescribeTrainingJob, DescribeTrainingJobRequest, DescribeTrainingJobResponse>(new() { TrainingJobName = name });

    public Task StopAsync(string name) => Handle<StopTrainingJob, StopTrainingJobRequest, Contracts.EmptyResponse>(new() { TrainingJobName = name });

    public Task<ListTrainingJobsResponse> ListAsync(ListTrainingJobsRequest request) => Handle<ListTrainingJobs, ListTrainingJobsRequest, ListTrainingJobsResponse>(request);

    /// <summary>Creates the job and runs its workflow to the end.</summary>
    public async Task<DescribeTrainingJobResponse> RunAsync(CreateTrainingJobRequest request, int runsOfEachStep = 1)
    {
        var arn = (await CreateAsync(request)).TrainingJobArn;
        await RunWorkflowAsync(arn, runsOfEachStep);
        return await DescribeAsync(request.TrainingJobName);
    }

    public Task RunWorkflowAsync(string arn, int runsOfEachStep = 1) =>
        new TrainingJobWorkflow().RunAsync(new InProcessWorkflow(services, Activities, runsOfEachStep), arn);

    /// <summary>A job in script mode whose script is a shell script.</summary>
    public CreateTrainingJobRequest Script(string script, int? maxRuntimeInSeconds = null)
    {
        Objects.Put("bucket/code/sourcedir.tar.gz", Archive("train.sh", script));
        Objects.Put("bucket/data/train/part.csv", "1,2\n3,4\n");
        return new()
        {
            TrainingJobName = "job",
            HyperParameters = new Dictionary<string, string>
            {
                ["sagemaker_program"] = "\"train.sh\"",
                ["sagemaker_submit_directory"] = "\"s3://bucket/code/sourcedir.tar.gz\"",
                ["depth"] = "3",
            },
            AlgorithmSpecification = new()
            {
                TrainingImage = "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1-cpu-py3",
                TrainingInputMode = "File",
                MetricDefinitions = [new() { Name = "loss", Regex = "loss=([0-9.]+)" }],
            },
            RoleArn = "arn:aws:iam::123456789012:role/service",
            InputDataConfig = [new() { ChannelName = "train", DataSource = new() { S3DataSource = new() { S3DataType = "S3Prefix", S3Uri = "s3://bucket/data/train/" } } }],
            OutputDataConfig = new() { S3OutputPath = "s3://bucket/models" },
            ResourceConfig = new() { InstanceType = "ml.m5.large", InstanceCount = 1, VolumeSizeInGB = 1 },
            StoppingCondition = new() { MaxRuntimeInSeconds = maxRuntimeInSeconds },
        };
    }

    public async Task<string> UnpackAsync(string key, string member)
    {
        await using var gzip = new GZipStream(new MemoryStream(Objects[key]), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name != member) continue;
            using var reader = new StreamReader(entry.DataStream!);
            return await reader.ReadToEndAsync();
        }

        throw new FileNotFoundException($"{member} is not in {key}.");
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Objects.DisposeAsync();
        folder.Dispose();
    }

    private Task<TResponse> Handle<THandler, TRequest, TResponse>(TRequest request)
        where THandler : IOperation<TRequest, TResponse> =>
        ActivatorUtilities.CreateInstance<THandler>(services).HandleAsync(request, Context, CancellationToken.None);

    private static byte[] Archive(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(packed, CompressionMode.Compress)))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
        }

        return packed.ToArray();
    }
}

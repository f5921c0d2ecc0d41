using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Activities;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Operations;
using MlPlatform.Fairness.Platform;
using MlPlatform.Fairness.Workflows;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;

namespace MlPlatform.Fairness.Tests;

/// <summary>The service over a document store of its own, with the other services played by fakes.</summary>
internal sealed class FairnessFixture : IAsyncDisposable
{
    public static readonly OperationContext Context = new("eu-west-1", "123456789012", "request", "key");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore documents;
    private readonly ScheduleStarter starter;
    private readonly MonitoringPlans plans;
    private readonly ResourceTags tags;
    private readonly MonitoringEvents events;

    public FairnessFixture()
    {
        documents = new SqliteDocumentStore(folder.File("documents.db"));
        Store = new FairnessStore(documents);
        starter = new ScheduleStarter(Store, Workflows, Clock, NullLogger<ScheduleStarter>.Instance);
        plans = new MonitoringPlans(Store);
        tags = new ResourceTags(Operations);
        events = new MonitoringEvents(new PlatformEvents(Clock));
    }

    public FairnessStore Store { get; }

    public FakeOperations Operations { get; } = new();

    public FakeObjects Objects { get; } = new();

    public FakeWorkflows Workflows { get; } = new();

    public FakeClock Clock { get; } = new();

    public JobDefinitions Definitions => new(tags, Clock);

    public ScheduleRules Rules => new(plans);

    public ScheduleChanges Changes => new(Store, starter, Clock);

    public PlanWindow PlanWindow => new(Store, Clock);

    public BeginAnalysis BeginAnalysis => new(Store, plans, new SourceFinder(Operations, Objects), Operations, events, Clock);

    public CheckAnalysis CheckAnalysis => new(Store, Operations, Objects, events, Clock);

    public static CreateDataQualityJobDefinitionRequest Definition(string name = "definition", string? baseliningJob = null) => new()
    {
        JobDefinitionName = name,
        DataQualityBaselineConfig = baseliningJob is not null
            ? new MonitoringBaselineConfig { BaseliningJobName = baseliningJob }
            : new MonitoringBaselineConfig
            {
                StatisticsResource = new MonitoringResource { S3Uri = "s3://bucket/baseline/statistics.json" },
                ConstraintsResource = new MonitoringResource { S3Uri = "s3://bucket/baseline/constraints.json" },
            },
        DataQualityAppSpecification = new DataQualityAppSpecification { ImageUri = "159807026194.dkr.ecr.us-west-2.amazonaws.com/sagemaker-model-monitor-analyzer" },
        DataQualityJobInput = new MonitoringInput { EndpointInput = new EndpointInput { EndpointName = "credit", LocalPath = "/opt/ml/processing/input/endpoint" } },
        DataQualityJobOutputConfig = new MonitoringOutputConfig
        {
            MonitoringOutputs = [new MonitoringOutput { S3Output = new MonitoringS3Output { S3Uri = "s3://bucket/reports", LocalPath = "/opt/ml/processing/output" } }],
        },
        JobResources = new ProcessingResources { ClusterConfig = new ProcessingClusterConfig { InstanceCount = 1, InstanceType = "ml.m5.xlarge", VolumeSizeInGB = 20 } },
        RoleArn = "arn:aws:iam::123456789012:role/monitor",
    };

    public Task<CreateDataQualityJobDefinitionResponse> DefineAsync(CreateDataQualityJobDefinitionRequest? definition = null) =>
        new CreateDataQualityJobDefinition(Store, Definitions).HandleAsync(definition ?? Definition(), Context, default);

    public async Task<MonitoringSchedule> ScheduleAsync(string expression = "cron(0 * ? * * *)", string name = "watch", string type = "DataQuality")
    {
        var request = new CreateMonitoringScheduleRequest { MonitoringScheduleName = name, MonitoringScheduleConfig = Config(expression) with { MonitoringType = type } };
        await new CreateMonitoringSchedule(Store, Rules, starter, tags, Clock).HandleAsync(request, Context, default);
        return (await Store.Schedules.FindAsync(name, default))!.Value;
    }

    public static MonitoringScheduleConfig Config(string expression, string definition = "definition") => new()
    {
        MonitoringJobDefinitionName = definition,
        MonitoringType = "DataQuality",
        ScheduleConfig = new ScheduleConfig { ScheduleExpression = expression },
    };

    public Task<DescribeMonitoringScheduleResponse> DescribeAsync(string name = "watch") =>
        new DescribeMonitoringSchedule(Store).HandleAsync(new() { MonitoringScheduleName = name }, Context, default);

    public async Task<IReadOnlyList<MonitoringExecutionSummary>> ExecutionsAsync(string name = "watch") =>
        (await new ListMonitoringExecutions(Store).HandleAsync(new() { MonitoringScheduleName = name, SortBy = "ScheduledTime" }, Context, default)).MonitoringExecutionSummaries;

    public Task DeleteAsync(string name = "watch") => new DeleteMonitoringSchedule(Store, starter).HandleAsync(new() { MonitoringScheduleName = name }, Context, default);

    /// <summary>Lays captured requests of an hour into S3.</summary>
    public void Capture(int hour, string variant = "AllTraffic") => Objects.Files[$"s3://capture/data/credit/{variant}/2026/11/22/{hour:D2}/requests.jsonl"] = "{}"u8.ToArray();

    /// <summary>Lays labels that became known in an hour into S3.</summary>
    public void Label(int hour) => Objects.Files[$"s3://labels/truth/2026/11/22/{hour:D2}/labels.jsonl"] = "{}"u8.ToArray();

    /// <summary>Lays what the analyzer of the only job will have written into S3.</summary>
    public void Violate(params string[] features)
    {
        var list = string.Join(',', features.Select(name => $$"""{"feature_name":"{{name}}","constraint_check_type":"baseline_drift_check","description":"far"}"""));
        WriteViolations($$"""{"violations":[{{list}}]}""");
    }

    public void WriteViolations(string file)
    {
        var folder = Assert.Single(Operations.Jobs).ProcessingOutputConfig!.Outputs[0].S3Output!.S3Uri;
        Objects.Files[$"{folder}/constraint_violations.json"] = Encoding.UTF8.GetBytes(file);
    }

    public async Task<string[]> TopicsAsync() => [.. (await documents.PendingMessagesAsync(100, default)).Select(message => message.Topic)];

    public async Task<string> MessageAsync(string topic) =>
        Encoding.UTF8.GetString((await documents.PendingMessagesAsync(100, default)).Single(message => message.Topic == topic).Body.Span);

    public async ValueTask DisposeAsync()
    {
        await documents.DisposeAsync();
        folder.Dispose();
    }
}

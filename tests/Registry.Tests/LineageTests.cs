using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Operations;
using MlPlatform.Registry.Subscribers;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Registry.Tests;

public sealed class LineageTests : IAsyncDisposable
{
    private const string Prefix = "arn:aws:sagemaker:eu-west-1:123456789012";
    private readonly RegistryFixture _registry = new();
    private readonly LineageOfJobs _jobs;
    private readonly LineageOfModels _models;

    public LineageTests()
    {
        _jobs = new LineageOfJobs(_registry.Lineage, _registry.Series, new PlatformClient(new AwsJson([])));
        _models = new LineageOfModels(_registry.Lineage, _registry.Series);
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Query_UpFromAnEndpoint_ReachesTheRawData()
    {
        await TellTheStoryAsync();
        var sources = await SourcesAsync($"{Prefix}:endpoint/live", "Ascendants");
        Assert.Equal(
            [$"{Prefix}:model-package/credit/1", $"{Prefix}:processing-job/p", $"{Prefix}:training-job/t",
             "s3://b/features/train", "s3://b/models/t/model.tar.gz", "s3://b/raw"],
            sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Query_DownFromTheRawData_ReachesTheEndpointButNotItsSiblingsInputs()
    {
        await TellTheStoryAsync();
        var sources = await SourcesAsync("s3://b/raw", "Descendants");
        Assert.Contains($"{Prefix}:endpoint/live", sources);
        Assert.DoesNotContain("s3://b/raw", sources);
    }

    [Fact]
    public async Task Events_DeliveredTwice_LeaveTheSameGraph()
    {
        await TellTheStoryAsync();
        var once = await SourcesAsync($"{Prefix}:endpoint/live", "Both");
        await TellTheStoryAsync();
        Assert.Equal(once.Order(), (await SourcesAsync($"{Prefix}:endpoint/live", "Both")).Order());
    }

    [Fact]
    public async Task AddAssociation_ThatClosesACircle_TheWalkStillEnds()
    {
        var a = await ArtifactAsync("s3://b/a");
        var b = await ArtifactAsync("s3://b/b");
        var add = new AddAssociation(_registry.Lineage);
        await add.HandleAsync(new() { SourceArn = a, DestinationArn = b }, RegistryFixture.Context, default);
        await add.HandleAsync(new() { SourceArn = b, DestinationArn = a }, RegistryFixture.Context, default);
        Assert.Equal(["s3://b/b"], await SourcesAsync("s3://b/a", "Both"));
    }

    [Fact]
    public async Task AddAssociation_Twice_IsRefused()
    {
        var edge = new AddAssociationRequest { SourceArn = await ArtifactAsync("s3://b/a"), DestinationArn = await ArtifactAsync("s3://b/b") };
        var add = new AddAssociation(_registry.Lineage);
        await add.HandleAsync(edge, RegistryFixture.Context, default);
        await Assert.ThrowsAsync<AwsException>(() => add.HandleAsync(edge, RegistryFixture.Context, default));
    }

    private async Task TellTheStoryAsync()
    {
        await _jobs.OnProcessingJobAsync(Event("processing-job/p", """
            {"ProcessingJobStatus":"Completed","ProcessingInputs":[{"S3Input":{"S3Uri":"s3://b/raw"}}],
             "ProcessingOutputConfig":{"Outputs":[{"S3Output":{"S3Uri":"s3://b/features/train"}}]}}
            """), default);
        await _jobs.OnTrainingJobAsync(Event("training-job/t", """
            {"TrainingJobStatus":"Completed","InputDataConfig":[{"DataSource":{"S3DataSource":{"S3Uri":"s3://b/features/train/"}}}],
             "ModelArtifacts":{"S3ModelArtifacts":"s3://b/models/t/model.tar.gz"}}
            """), default);
        await _models.OnModelPackageAsync(Event("model-package/credit/1", """
            {"InferenceSpecification":{"Containers":[{"ModelDataUrl":"s3://b/models/t/model.tar.gz"}]}}
            """), default);
        await _models.OnEndpointAsync(Event("endpoint/live", $$"""
            {"EndpointStatus":"InService","ModelSources":["{{Prefix}}:model-package/credit/1"]}
            """), default);
    }

    private static PlatformEvent Event(string resource, string detail) => new()
    {
        Id = "1",
        DetailType = "",
        Source = "aws.sagemaker",
        Account = "123456789012",
        Region = "eu-west-1",
        Time = "2026-01-01T00:00:00Z",
        Resources = [$"{Prefix}:{resource}"],
        Detail = JsonNode.Parse(detail)!.AsObject(),
    };

    private async Task<string> ArtifactAsync(string source)
    {
        var create = new CreateArtifact(_registry.Store, _registry.Lineage);
        var request = new CreateArtifactRequest { Source = new ArtifactSource { SourceUri = source }, ArtifactType = "DataSet" };
        return (await create.HandleAsync(request, RegistryFixture.Context, default)).ArtifactArn;
    }

    private async Task<IReadOnlyList<string>> SourcesAsync(string start, string direction)
    {
        var query = new QueryLineage(_registry.Lineage);
        var answer = await query.HandleAsync(new() { StartArns = [start], Direction = direction, IncludeEdges = true }, RegistryFixture.Context, default);
        var describe = new DescribeArtifact(_registry.Store);
        var sources = new List<string>();
        foreach (var vertex in answer.Vertices)
        {
            sources.Add((await describe.HandleAsync(new() { ArtifactArn = vertex.Arn }, RegistryFixture.Context, default)).Source.SourceUri);
        }

        return sources;
    }
}

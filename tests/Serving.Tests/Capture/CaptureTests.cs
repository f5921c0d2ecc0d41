using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Serving.Capture;
using MlPlatform.Serving.Domain;
using MlPlatform.Serving.Hosting;
using MlPlatform.Testing;

namespace MlPlatform.Serving.Tests.Capture;

public sealed class CaptureTests : IAsyncDisposable
{
    private static readonly DataCaptureConfig Everything = new()
    {
        EnableCapture = true,
        InitialSamplingPercentage = 100,
        DestinationS3Uri = "s3://b/captured/",
        CaptureOptions = [new CaptureOption { CaptureMode = "Input" }, new CaptureOption { CaptureMode = "Output" }],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ObjectStoreStub _objects = new();
    private readonly AmazonS3Client _client;

    public CaptureTests() => _client = new AmazonS3Client(
        new BasicAWSCredentials("a", "b"), new AmazonS3Config { ServiceURL = _objects.Endpoint, ForcePathStyle = true });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _objects.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Record_CsvInJsonOut_HasTheShapeMonitorsRead()
    {
        var request = new ModelRequest(Bytes("1,2"), "text/csv", null, "team=a", "42", null);
        var line = CaptureRecord.Write(Everything, request, new ModelAnswer(200, "application/json"), Bytes("{\"p\":1}"), DateTimeOffset.UnixEpoch);
        var record = JsonNode.Parse(line)!;
        Assert.Equal("""{"observedContentType":"text/csv","mode":"INPUT","data":"1,2","encoding":"CSV"}""", record["captureData"]!["endpointInput"]!.ToJsonString());
        Assert.Equal(("JSON", "OUTPUT"), (record["captureData"]!["endpointOutput"]!["encoding"]!.ToString(), record["captureData"]!["endpointOutput"]!["mode"]!.ToString()));
        Assert.Equal(("42", "1970-01-01T00:00:00Z"), (record["eventMetadata"]!["inferenceId"]!.ToString(), record["eventMetadata"]!["inferenceTime"]!.ToString()));
        Assert.Equal("0", record["eventVersion"]!.ToString());
    }

    [Fact]
    public async Task Capture_EveryRequestUntilTheStop_ReachesS3()
    {
        var log = new CaptureLog(TimeProvider.System);
        using var uploader = Uploader(Folder());
        var writer = new CaptureWriter(log, Folder(), uploader, TimeProvider.System);
        await uploader.StartAsync(default);
        await writer.StartAsync(default);
        for (var i = 0; i < 100; i++) await KeepAsync(log, Everything, i);
        await writer.StopAsync(default);
        await uploader.StopAsync(default);

        Assert.All(_objects.Keys, key => Assert.Matches(@"^b/captured/live/blue/\d{4}/\d\d/\d\d/\d\d/.+\.jsonl$", key));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), UploadedInputs());
    }

    [Fact]
    public async Task Capture_FileLeftOpenByACrash_IsUploadedByTheNextRun()
    {
        var left = Folder().Open(new CapturedLine("s3://b/captured", "live", "blue", DateTimeOffset.UnixEpoch, []));
        left.Stream.Write("{}\n"u8);
        await left.Stream.DisposeAsync();

        var folder = Folder();
        folder.CloseLeftovers();
        using var uploader = Uploader(folder);
        Assert.True(await uploader.UploadAllAsync(default));
        Assert.StartsWith("b/captured/live/blue/1970/01/01/00/", Assert.Single(_objects.Keys), StringComparison.Ordinal);
        Assert.Empty(folder.Closed());
    }

    [Fact]
    public async Task Keep_SamplingTenPercent_KeepsOneInTen()
    {
        var log = new CaptureLog(TimeProvider.System);
        for (var i = 0; i < 1000; i++) await KeepAsync(log, Everything with { InitialSamplingPercentage = 10 }, i);
        var kept = 0;
        while (log.Lines.TryRead(out _)) kept++;
        Assert.InRange(kept, 97, 103);
    }

    private CaptureFolder Folder() => new(_folder.File("capture"));

    private CaptureUploader Uploader(CaptureFolder folder) => new(folder, _client, TimeProvider.System, NullLogger<CaptureUploader>.Instance);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static ValueTask KeepAsync(CaptureLog log, DataCaptureConfig config, int number)
    {
        var route = new EndpointRoute("live", [new LiveVariant("blue", new FakeModel("blue"), new VariantHealth(), 1)], config);
        var request = new ModelRequest(Bytes($"{number}"), "text/csv", null, null, null, null);
        return log.KeepAsync(route, "blue", request, new ModelAnswer(200, "text/csv"), Bytes("0"), default);
    }

    private IEnumerable<string> UploadedInputs() => _objects.Keys
        .SelectMany(key => Encoding.UTF8.GetString(_objects[key]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => JsonNode.Parse(line)!["captureData"]!["endpointInput"]!["data"]!.ToString())
        .OrderBy(int.Parse);
}

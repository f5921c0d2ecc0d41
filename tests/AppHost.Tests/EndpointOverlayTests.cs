using System.Diagnostics;
using MlPlatform.AppHost.Clients;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

/// <summary>Plain boto3, told nothing but AWS_DATA_PATH, sends every service's requests to the endpoint of the overlay.</summary>
public sealed class EndpointOverlayTests
{
    // Every request ends in the recorder below; what it would have been sent to is what is printed.
    private const string Script = """
        import boto3, botocore.awsrequest
        from botocore.hooks import HierarchicalEmitter
        def seen(request, **_):
            print(request.method, request.url)
            return botocore.awsrequest.AWSResponse(request.url, 200, {}, type('Raw', (), {'stream': lambda s, *a, **k: iter([b''])})())
        def client(name, **more):
            c = boto3.client(name, region_name='us-west-2', aws_access_key_id='a', aws_secret_access_key='b', **more)
            c.meta.events.register('before-send', seen)
            return c
        def call(function, **arguments):
            try: function(**arguments)
            except Exception as error:
                if 'parse' not in str(error).lower(): raise
        call(client('sagemaker').list_models)
        call(client('s3').list_buckets)
        call(client('s3').head_object, Bucket='bucket', Key='a key')
        call(client('sts', endpoint_url='https://sts.us-west-2.amazonaws.com').get_caller_identity)
        call(client('kinesis').list_streams)
        call(client('sagemaker-metrics').batch_put_metrics, TrialComponentName='t', MetricData=[{'MetricName': 'm', 'Timestamp': 0, 'Value': 1.0}])
        """;

    [RequiresFact(PythonModule = "boto3")]
    public Task DebiansClients_WithTheOverlay_ReachTheEndpoint() => CheckAsync("/usr/bin/python3");

    [RequiresFact(PythonModule = "boto3", Command = "python3")]
    public Task ClientsOnPath_WithTheOverlay_ReachTheEndpoint() => CheckAsync("python3");

    [Fact]
    public void Write_Again_MovesEveryServiceToTheNewEndpoint()
    {
        using var folder = new TemporaryFolder();
        EndpointOverlay.Write(folder.Path, new Uri("http://127.0.0.1:1"));
        EndpointOverlay.Write(folder.Path, new Uri("http://127.0.0.1:2"));

        var files = Directory.GetFiles(folder.Path, "endpoint-rule-set-1.json", SearchOption.AllDirectories);
        Assert.True(files.Length > 360, $"{files.Length} rule sets");
        Assert.All(files, file => Assert.DoesNotContain("127.0.0.1:1\"", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static async Task CheckAsync(string python)
    {
        using var folder = new TemporaryFolder();
        EndpointOverlay.Write(folder.Path, new Uri("http://127.0.0.1:4599"));
        var start = new ProcessStartInfo(python, ["-c", Script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AWS_DATA_PATH"] = folder.Path, ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_CONFIG_FILE"] = "/dev/null" },
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var printed = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);

        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal(
            """
            POST http://127.0.0.1:4599/
            GET http://127.0.0.1:4599/
            HEAD http://127.0.0.1:4599/bucket/a%20key
            POST http://127.0.0.1:4599/
            POST http://127.0.0.1:4599/
            PUT http://127.0.0.1:4599/BatchPutMetrics
            """, printed.Trim());
    }
}

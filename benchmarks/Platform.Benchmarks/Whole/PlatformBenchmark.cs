using System.Diagnostics;
using MlPlatform.Aws.Client;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>The running platform from outside: start, memory, and the hot operations through the Gateway with every signature checked.</summary>
internal sealed class PlatformBenchmark : IBenchmark
{
    public string Name => "platform";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        await using var platform = new PlatformProcess();
        var since = Stopwatch.GetTimestamp();
        await platform.StartAsync();
        yield return new Figure("start-to-healthy", Stopwatch.GetElapsedTime(since).TotalSeconds, "s") { Aim = 10 };

        // The memory of a platform that has settled: what start left behind has been collected or not, as it would be for a user.
        await Task.Delay(TimeSpan.FromSeconds(brief ? 1 : 20));
        yield return new Figure("idle-memory", platform.ResidentBytes() / (double)(1 << 20), "MiB") { Aim = 1024 };

        var environment = await platform.EnvironmentAsync();
        var options = new AwsClientOptions
        {
            Endpoint = new Uri(environment["AWS_ENDPOINT_URL"]),
            Region = environment["AWS_REGION"],
            AccessKeyId = environment["AWS_ACCESS_KEY_ID"],
            SecretAccessKey = environment["AWS_SECRET_ACCESS_KEY"],
        };
        await foreach (var figure in PutRecordsLoad.RunAsync(options, brief)) yield return figure;
        await foreach (var figure in ObjectLoad.RunAsync(options, brief)) yield return figure;
        await foreach (var figure in InvokeLoad.RunAsync(options, brief)) yield return figure;
    }
}

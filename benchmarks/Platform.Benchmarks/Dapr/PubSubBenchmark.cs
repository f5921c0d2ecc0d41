using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Dapr;

namespace MlPlatform.Platform.Benchmarks.Dapr;

/// <summary>How many events a second go from publisher to subscriber, each on disk before its publish is acknowledged.</summary>
internal sealed class PubSubBenchmark : IBenchmark
{
    private const int Publishers = 64;

    public string Name => "pubsub";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var events = brief ? 200 : 20_000;
        var received = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = await RuntimeUnderTest.StartAsync(_ => { }, app => app.MapPost("/events", () =>
        {
            if (Interlocked.Increment(ref received) == events + 1) all.TrySetResult();
            return Results.Ok();
        }).WithTopic("pubsub", "bench"));
        var dapr = runtime.App.Services.GetRequiredService<DaprClient>();
        await WarmUpAsync(dapr, () => Volatile.Read(ref received));

        var since = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = Publishers },
            async (number, cancellationToken) => await dapr.PublishEventAsync("pubsub", "bench", new { number }, cancellationToken));
        await all.Task.WaitAsync(TimeSpan.FromMinutes(2));
        yield return new Figure("publish-to-subscriber", events / Stopwatch.GetElapsedTime(since).TotalSeconds, "events/s") { Aim = 3_000 };
    }

    /// <summary>One event through: the subscription is known by then.</summary>
    private static async Task WarmUpAsync(DaprClient dapr, Func<int> received)
    {
        await dapr.PublishEventAsync("pubsub", "bench", new { number = -1 });
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (received() == 0) await Task.Delay(20, deadline.Token);
    }
}

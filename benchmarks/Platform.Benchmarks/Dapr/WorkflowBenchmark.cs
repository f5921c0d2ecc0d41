using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Dapr;

namespace MlPlatform.Platform.Benchmarks.Dapr;

/// <summary>How many workflow activities a second complete, each result on disk before the workflow goes on.</summary>
internal sealed class WorkflowBenchmark : IBenchmark
{
    private const string Peer = "Dapr's published 165 to 217 (its figures, another machine)";
    private const double PeerActivities = 217;

    public string Name => "workflow";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var (workflows, activities) = brief ? (4, 5) : (100, 100);
        await using var runtime = await RuntimeUnderTest.StartAsync(services => services.AddDaprWorkflow(options =>
        {
            options.RegisterWorkflow<FanOut>();
            options.RegisterActivity<Echo>();
        }), _ => { });
        var client = runtime.App.Services.GetRequiredService<DaprWorkflowClient>();
        await RunAsync(client, 1, 1);

        var since = Stopwatch.GetTimestamp();
        await RunAsync(client, workflows, activities);
        var rate = workflows * activities / Stopwatch.GetElapsedTime(since).TotalSeconds;
        yield return new Figure("workflow-activities", rate, "activities/s") { Aim = 2_000, Peer = Peer, PeerValue = PeerActivities, Ratio = rate / PeerActivities };
    }

    private static Task RunAsync(DaprWorkflowClient client, int workflows, int activities) =>
        Task.WhenAll(Enumerable.Range(0, workflows).Select(async _ =>
        {
            var id = await client.ScheduleNewWorkflowAsync(nameof(FanOut), input: activities);
            await client.WaitForWorkflowCompletionAsync(id);
        }));

    /// <summary>Ten activities at a time, as a step of a real workflow would.</summary>
    private sealed class FanOut : Workflow<int, int>
    {
        private const int AtOnce = 10;

        public override async Task<int> RunAsync(WorkflowContext context, int input)
        {
            var sum = 0;
            for (var done = 0; done < input; done += AtOnce)
            {
                var results = await Task.WhenAll(Enumerable.Range(done, Math.Min(AtOnce, input - done)).Select(number => context.CallActivityAsync<int>(nameof(Echo), number)));
                sum += results.Sum();
            }

            return sum;
        }
    }

    private sealed class Echo : WorkflowActivity<int, int>
    {
        public override Task<int> RunAsync(WorkflowActivityContext context, int input) => Task.FromResult(input);
    }
}

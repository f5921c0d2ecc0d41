using System.Text;
using MlPlatform.Contracts.Firehose;

namespace MlPlatform.Ingestion.Tests;

public sealed class DeliveryLoopTests
{
    private static readonly ProcessingConfiguration Lines = new()
    {
        Enabled = true,
        Processors =
        [
            new Processor { Type = "RecordDeAggregation", Parameters = [new ProcessorParameter { ParameterName = "SubRecordType", ParameterValue = "JSON" }] },
            new Processor { Type = "AppendDelimiterToRecord" },
        ],
    };

    /// <summary>A crash before and after every write, of progress and of objects, one run for each.</summary>
    [Fact]
    public async Task Run_CrashAtEveryStep_DeliversEveryRecordOnce()
    {
        var crashes = 0;
        for (var at = 1; ; at++)
        {
            await using var fixture = new DeliveryFixture(processing: Lines);
            fixture.Source.Append("1", "2", "{bad", "3");
            if (!await RunWithCrashAsync(fixture, at)) break;
            crashes++;

            // More has arrived before the restart: it must not change the object that was under way.
            fixture.Source.Append("4", "5");
            Assert.False(await fixture.RunUntilAsync(progress => progress is { NextIndex: 7, Plan: null }, () => { }));
            Assert.Equal(["1", "2", "3", "4", "5"], LinesUnder(fixture, "good/").Order(StringComparer.Ordinal));
            Assert.Single(LinesUnder(fixture, "bad/"));
        }

        Assert.Equal(8, crashes);
    }

    [Fact]
    public async Task Run_BufferSize_EndsAnObjectWithTheRecordThatFillsIt()
    {
        await using var fixture = new DeliveryFixture(sizeInMBs: 1, interval: 0);
        var half = new string('x', 512 * 1024);
        fixture.Source.Append(half, half, half);
        await fixture.RunUntilAsync(progress => progress is { NextIndex: 4, Plan: null }, () => { });
        Assert.Equal([half.Length, 2 * half.Length], fixture.Bucket.Objects.Values.Select(body => body.Length).Order());
    }

    [Fact]
    public async Task Run_IntervalOfTheOldestRecordOver_EndsAnObjectThatIsNotFull()
    {
        await using var fixture = new DeliveryFixture(sizeInMBs: 128, interval: 60);
        fixture.Source.Append("early");
        fixture.Source.Time.Now += TimeSpan.FromSeconds(61);
        fixture.Source.Append("late");
        await fixture.RunUntilAsync(progress => progress is { NextIndex: 3, Plan: null }, () => { });

        var delivered = Assert.Single(fixture.Bucket.Objects);
        Assert.Equal("earlylate", Encoding.UTF8.GetString(delivered.Value));
        Assert.StartsWith("good/2026/11/22/05/delivery-1-2026-11-22-05-04-03-", delivered.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Delivered_TellsOfEveryObject()
    {
        await using var fixture = new DeliveryFixture();
        fixture.Source.Append("a", "b");
        await fixture.RunUntilAsync(progress => progress is { NextIndex: 3, Plan: null }, () => { });
        var message = Assert.Single(await fixture.EventsAsync());
        var text = Encoding.UTF8.GetString(message.Body.Span);
        Assert.Equal("stream-delivered", message.Topic);
        Assert.Contains("\"records\":2", text, StringComparison.Ordinal);
        Assert.Contains(fixture.Bucket.Objects.Keys.Single(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BucketRefusesAtFirst_TriesAgainUntilItTakesTheObject()
    {
        await using var fixture = new DeliveryFixture();
        var refusals = 2;
        fixture.Bucket.Before = () =>
        {
            if (refusals-- > 0) throw new Amazon.S3.AmazonS3Exception("no such bucket");
        };
        fixture.Source.Append("a");
        await fixture.RunUntilAsync(progress => progress is { NextIndex: 2, Plan: null }, () => { });
        Assert.Equal("a", Encoding.UTF8.GetString(Assert.Single(fixture.Bucket.Objects).Value));
    }

    private static async Task<bool> RunWithCrashAsync(DeliveryFixture fixture, int at)
    {
        var steps = 0;
        void Step()
        {
            if (++steps == at) throw new SimulatedCrashException();
        }

        fixture.Bucket.Before = Step;
        fixture.Bucket.After = Step;
        var crashed = await fixture.RunUntilAsync(progress => progress is { NextIndex: 5, Plan: null }, Step);
        fixture.Bucket.Before = fixture.Bucket.After = () => { };
        return crashed;
    }

    private static IEnumerable<string> LinesUnder(DeliveryFixture fixture, string prefix) => fixture.Bucket.Objects
        .Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal))
        .SelectMany(item => Encoding.UTF8.GetString(item.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

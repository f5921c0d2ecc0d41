using MlPlatform.Algorithms.Training;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Testing;

namespace MlPlatform.Algorithms.Tests;

public sealed class CheckpointTests
{
    private static readonly ITabularModel Model = AlgorithmCatalog.Find("kmeans")!.Fit(
        TrainingData.Unlabelled(new Table([new Float64Column("x", new[] { 1.0, 2, 3 })])), new Dictionary<string, string> { ["k"] = "2" },
        FitContext.None, CancellationToken.None);

    /// <summary>A round takes a second, saving as many as the case says.</summary>
    [Theory]
    [InlineData(0, "10 20 30 40 50 60 70 80 90 100")]
    [InlineData(1, "10 20 30 40 50 60 70 80 90 100")]
    [InlineData(3, "10 40 70 100")]
    [InlineData(100, "10")]
    public void Save_WhereSavingIsSlow_TakesATenthOfTheTimeAtMost(int seconds, string saved)
    {
        using var folder = new TemporaryFolder();
        var clock = new Clock();
        var checkpoint = new Checkpoint(folder.Path, clock);
        var rounds = new List<int>();
        for (var round = 1; round <= 100; round++)
        {
            clock.Seconds++;
            var current = round;
            checkpoint.Save(round, () => Take(current), now: false);
        }

        Assert.Equal(saved, string.Join(' ', rounds));
        Assert.Equal(rounds[^1], checkpoint.Find("kmeans", TextWriter.Null)!.Value.Round);

        ITabularModel Take(int round)
        {
            rounds.Add(round);
            clock.Seconds += seconds;
            return Model;
        }
    }

    [Fact]
    public void Save_WhenToldTo_DoesNotWait()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new Checkpoint(folder.Path, new Clock());
        checkpoint.Save(3, () => Model, now: true);
        Assert.Equal(3, checkpoint.Find("kmeans", TextWriter.Null)!.Value.Round);
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}

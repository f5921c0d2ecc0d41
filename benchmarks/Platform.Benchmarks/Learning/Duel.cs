using System.Diagnostics;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>Measures ours and the peer's in turns, so that both meet the same moods of the machine, and compares medians.</summary>
internal static class Duel
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <param name="name">The figure's name.</param>
    /// <param name="rounds">How many times each side runs, once ours is compiled: it runs unmeasured for a second, or once where one round is wanted.</param>
    /// <param name="ours">Does the work once.</param>
    /// <param name="peer">Does the peer's work once and returns its seconds; null where there is no peer.</param>
    /// <returns>Seconds; the ratio says how many times faster ours is.</returns>
    public static async Task<Figure> SecondsAsync(string name, int rounds, Action ours, (string Name, Func<Task<double>> Run)? peer)
    {
        var began = Stopwatch.GetTimestamp();
        do ours();
        while (rounds > 1 && Stopwatch.GetElapsedTime(began) < WarmUp);

        var own = new List<double>();
        var others = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            if (peer is not null) others.Add(await peer.Value.Run());
            GC.Collect();
            var since = Stopwatch.GetTimestamp();
            ours();
            own.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        var seconds = Median(own);
        return peer is null
            ? new Figure(name, seconds, "s")
            : new Figure(name, seconds, "s") { Peer = peer.Value.Name, PeerValue = Median(others), Ratio = Median(others) / seconds };
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

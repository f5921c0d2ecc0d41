using System.Diagnostics;

namespace MlPlatform.Testing;

/// <summary>Waits for something that another process or task brings about, and fails clearly when it does not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<bool> condition, string expectation)
    {
        var since = Stopwatch.StartNew();
        while (!condition())
        {
            if (since.Elapsed > Deadline) throw new TimeoutException($"Still not after {Deadline}: {expectation}");
            await Task.Delay(Pause);
        }
    }
}

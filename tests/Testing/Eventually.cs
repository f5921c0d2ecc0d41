using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlPlatform.Testing;

/// <summary>Waits for something that another process or task brings about, and fails clearly when it does not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition, string expectation) => TrueAsync(() => Task.FromResult(condition()), expectation);

    /// <param name="condition">Asked again and again until it is true.</param>
    /// <param name="expectation">What is waited for; the condition's own text unless said better.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string expectation = "")
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            if (since.Elapsed > Deadline) throw new TimeoutException($"Still not after {Deadline}: {expectation}");
            await Task.Delay(Pause);
        }
    }
}

using System.Runtime.ExceptionServices;

namespace MlPlatform.Tables.Parallelism;

/// <summary>Runs independent pieces of work on a given number of threads.</summary>
/// <remarks>What a piece throws comes out as it was thrown; of several, that of the lowest piece, as on one thread.</remarks>
public static class ParallelLoop
{
    public static void For(int count, int threads, Action<int> body) => For(count, threads, body, CancellationToken.None);

    /// <param name="count">How many pieces.</param>
    /// <param name="threads">The most that run at once, the caller's included.</param>
    /// <param name="body">Given the number of the piece.</param>
    /// <param name="cancellationToken">Checked before each piece.</param>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellationToken)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        var faults = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            try
            {
                body(i);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                faults[i] = ExceptionDispatchInfo.Capture(fault);
            }
        });
        Array.Find(faults, fault => fault is not null)?.Throw();
    }
}

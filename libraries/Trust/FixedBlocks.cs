using System.Runtime.ExceptionServices;

namespace MlPlatform.Trust;

/// <summary>Work cut into blocks whose number does not depend on how many threads share them, so that results do not either.</summary>
internal static class FixedBlocks
{
    /// <summary>How many blocks of <paramref name="size"/> items there are.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls the work with the number, the first item and the end of every block.</summary>
    /// <remarks>What a block throws comes out as it was thrown, be it the library's own or the model's; of several, that of the lowest block.</remarks>
    public static void For(int count, int size, int threads, Action<int, int, int> work, CancellationToken cancellationToken)
    {
        var blocks = Count(count, size);
        var faults = new ExceptionDispatchInfo?[blocks];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken };
        Parallel.For(0, blocks, options, block =>
        {
            try
            {
                work(block, block * size, Math.Min(count, (block + 1) * size));
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                faults[block] = ExceptionDispatchInfo.Capture(fault);
            }
        });
        Array.Find(faults, fault => fault is not null)?.Throw();
    }
}

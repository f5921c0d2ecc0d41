using System.Runtime.ExceptionServices;

namespace MlPlatform.Trust;

/// <summary>Work cut into blocks whose number does not depend on how many threads share them, so that results do not either.</summary>
internal static class FixedBlocks
{
    /// <summary>How many blocks of <paramref name="size"/> items there are.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls the work with the number, the first item and the end of every block.</summary>
    /// <exception cref="TrustException">A block's own; of several, that of the lowest block.</exception>
    public static void For(int count, int size, int threads, Action<int, int, int> work, CancellationToken cancellationToken)
    {
        var blocks = Count(count, size);
        var refusals = new TrustException?[blocks];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken };
        Parallel.For(0, blocks, options, block =>
        {
            try
            {
                work(block, block * size, Math.Min(count, (block + 1) * size));
            }
            catch (TrustException refusal)
            {
                refusals[block] = refusal;
            }
        });
        if (Array.Find(refusals, refusal => refusal is not null) is { } first) ExceptionDispatchInfo.Throw(first);
    }
}

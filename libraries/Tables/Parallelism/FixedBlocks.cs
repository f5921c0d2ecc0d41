namespace MlPlatform.Tables.Parallelism;

/// <summary>Work cut into blocks whose number does not depend on how many threads share them, so that results do not either.</summary>
public static class FixedBlocks
{
    /// <summary>How many blocks of <paramref name="size"/> items there are.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls the work with the first item and the end of every block.</summary>
    /// <inheritdoc cref="ParallelLoop" path="/remarks"/>
    public static void For(int count, int size, int threads, Action<int, int> work, CancellationToken cancellationToken) =>
        For(count, size, threads, (_, start, end) => work(start, end), cancellationToken);

    /// <summary>Calls the work with the number, the first item and the end of every block.</summary>
    /// <inheritdoc cref="ParallelLoop" path="/remarks"/>
    public static void For(int count, int size, int threads, Action<int, int, int> work, CancellationToken cancellationToken) => ParallelLoop.For(
        Count(count, size), threads, block => work(block, block * size, Math.Min(count, (block + 1) * size)), cancellationToken);
}

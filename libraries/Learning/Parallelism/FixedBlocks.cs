namespace MlPlatform.Learning.Parallelism;

/// <summary>Work cut into blocks whose number does not depend on how many threads share them.</summary>
internal static class FixedBlocks
{
    /// <summary>Calls the work with the first and the end of every block of <paramref name="size"/> items.</summary>
    /// <exception cref="LearningException">A block's own; of several, that of the lowest block.</exception>
    public static void For(int count, int size, int threads, Action<int, int> work, CancellationToken cancellationToken) => ParallelLoop.For(
        Count(count, size), threads, block => work(block * size, Math.Min(count, (block + 1) * size)), cancellationToken);

    /// <summary>How many blocks there are.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;
}

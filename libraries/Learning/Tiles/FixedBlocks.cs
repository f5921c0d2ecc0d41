namespace MlPlatform.Learning.Tiles;

/// <summary>Work cut into blocks whose number does not depend on how many threads share them.</summary>
internal static class FixedBlocks
{
    /// <summary>Calls the work with the first and the end of every block of <paramref name="size"/> items.</summary>
    /// <exception cref="LearningException">A block's own; of several, the first that was met.</exception>
    public static void For(int count, int size, int threads, Action<int, int> work, CancellationToken cancellationToken)
    {
        var blocks = Count(count, size);
        if (threads <= 1 || blocks <= 1)
        {
            for (var block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(block * size, Math.Min(count, (block + 1) * size));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, blocks, options, block => work(block * size, Math.Min(count, (block + 1) * size)));
        }
        catch (AggregateException errors) when (errors.InnerExceptions.OfType<LearningException>().FirstOrDefault() is { } first)
        {
            throw new LearningException(first.Message, errors);
        }
    }

    /// <summary>How many blocks there are.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;
}

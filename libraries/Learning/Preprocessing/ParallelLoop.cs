namespace MlPlatform.Learning.Preprocessing;

/// <summary>Runs independent pieces of work on a given number of threads, and throws the first piece's own error.</summary>
internal static class ParallelLoop
{
    public static void For(int count, int threads, Action<int> body)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
        }
        catch (AggregateException errors) when (errors.InnerExceptions.OfType<LearningException>().FirstOrDefault() is { } first)
        {
            throw new LearningException(first.Message, errors);
        }
    }
}

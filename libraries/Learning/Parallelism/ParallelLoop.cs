using System.Runtime.ExceptionServices;

namespace MlPlatform.Learning.Parallelism;

/// <summary>Runs independent pieces of work on a given number of threads; of several refusals the one of the lowest piece is thrown, as on one thread.</summary>
internal static class ParallelLoop
{
    public static void For(int count, int threads, Action<int> body) => For(count, threads, body, CancellationToken.None);

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

        var refusals = new LearningException?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            try
            {
                body(i);
            }
            catch (LearningException refusal)
            {
                refusals[i] = refusal;
            }
        });
        if (Array.Find(refusals, refusal => refusal is not null) is { } first) ExceptionDispatchInfo.Throw(first);
    }
}

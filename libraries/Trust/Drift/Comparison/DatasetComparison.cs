using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>Compares the columns of two data sets, each with every test that it allows.</summary>
public static class DatasetComparison
{
    /// <summary>Columns are taken from the sequence one at a time, when a thread is free for the next: memory is that of as many columns as there are threads.</summary>
    /// <param name="columns">Read by one thread at a time, never ahead.</param>
    /// <param name="threads">How many columns are compared at once. The results do not depend on it.</param>
    /// <param name="cancellationToken">Looked at before every column.</param>
    /// <returns>In the order of the columns.</returns>
    public static IReadOnlyList<ColumnDrift> Compare(IEnumerable<ColumnPair> columns, int threads, CancellationToken cancellationToken)
    {
        using var source = columns.GetEnumerator();
        var gate = new Lock();
        var results = new List<ColumnDrift?>();
        FixedBlocks.For(Math.Max(1, threads), 1, threads, (_, _, _) =>
        {
            var workspace = new ColumnWorkspace();
            while (Next() is var (index, column))
            {
                var result = column.Compare(workspace);
                lock (gate) results[index] = result;
            }
        }, cancellationToken);
        return [.. results.Select(result => result!)];

        (int Index, ColumnPair Column)? Next()
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (gate)
            {
                if (!source.MoveNext()) return null;
                results.Add(null);
                return (results.Count - 1, source.Current);
            }
        }
    }
}

using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Tables.Profiles;

/// <summary>Profiles every column in one pass, over a whole table or chunk by chunk. Profilers of parts merge to one of the whole.</summary>
/// <remarks>Every column is the work of one thread, so the profile does not depend on how many there are.</remarks>
public sealed class TableProfiler
{
    private ColumnProfiler[]? columns;

    public static IReadOnlyList<ColumnProfile> Profile(Table table, int threads = 1, CancellationToken cancellationToken = default)
    {
        var profiler = new TableProfiler();
        profiler.Add(table, threads, cancellationToken);
        return profiler.Finish();
    }

    public static ColumnProfile Profile(Column column) => Profile(new Table([column]))[0];

    /// <summary>Adds the rows of a chunk; every chunk has the same columns.</summary>
    public void Add(Table chunk, int threads = 1, CancellationToken cancellationToken = default)
    {
        columns ??= [.. chunk.Columns.Select(ColumnProfiler.For)];
        var targets = columns;
        ParallelLoop.For(targets.Length, threads, i => targets[i].Add(chunk[targets[i].Name]), cancellationToken);
    }

    /// <summary>Adds what another profiler has seen of the same columns.</summary>
    public void Merge(TableProfiler other)
    {
        if (other.columns is not { } others) return;
        if (columns is null) columns = others;
        else
        {
            foreach (var (mine, its) in columns.Zip(others)) mine.Merge(its);
        }
    }

    public IReadOnlyList<ColumnProfile> Finish() => [.. (columns ?? []).Select(column => column.Finish())];
}

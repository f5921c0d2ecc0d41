namespace MlPlatform.Tables.Profiles;

/// <summary>Gathers the profile of one column.</summary>
internal abstract class ColumnProfiler(string name)
{
    /// <summary>How many values are looked at together, so that they stay in the cache from one look to the next.</summary>
    protected const int Block = 4096;

    /// <summary>How many of the most frequent values a profile names.</summary>
    protected const int TopCount = 20;

    public string Name => name;

    protected long Present { get; private set; }

    protected long Missing { get; private set; }

    protected DistinctSketch Distinct { get; } = new();

    public void Add(Column column)
    {
        Missing += column.MissingCount;
        Present += column.Count - column.MissingCount;
        AddValues(column);
    }

    public void Merge(ColumnProfiler other)
    {
        Missing += other.Missing;
        Present += other.Present;
        Distinct.Merge(other.Distinct);
        MergeValues(other);
    }

    public abstract ColumnProfile Finish();

    public static ColumnProfiler For(Column column) => column switch
    {
        NumberColumn => new NumberProfiler(column.Name),
        CategoryColumn => new CategoryProfiler(column.Name),
        BooleanColumn => new BooleanProfiler(column.Name),
        DateColumn => new DateProfiler(column.Name),
        _ => new TextProfiler(column.Name),
    };

    protected abstract void AddValues(Column column);

    protected abstract void MergeValues(ColumnProfiler other);
}

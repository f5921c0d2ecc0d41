namespace MlPlatform.Tables.Profiles;

internal sealed class BooleanProfiler(string name) : ColumnProfiler(name)
{
    private long isTrue;

    public override ColumnProfile Finish()
    {
        ValueCount[] values = [new("true", isTrue), new("false", Present - isTrue)];
        return new BooleanProfile(Name, Present, Missing, isTrue) { Top = [.. values.Where(value => value.Count > 0).OrderByDescending(value => value.Count)] };
    }

    protected override void AddValues(Column column)
    {
        foreach (var value in ((BooleanColumn)column).Values)
        {
            if (value == 1) isTrue++;
        }
    }

    protected override void MergeValues(ColumnProfiler other) => isTrue += ((BooleanProfiler)other).isTrue;
}

namespace MlPlatform.Tables.Reading;

/// <summary>Points in time.</summary>
internal sealed class DateSegment(string name, MissingTexts missing) : FixedSegment<long>(name)
{
    public override string Expected => "a date";

    public override void Parse(RecordBatch batch, int column)
    {
        var firsts = batch.RowFirsts;
        var target = Extend(firsts.Length);
        for (var row = 0; row < target.Length; row++)
        {
            var field = batch.Field(firsts[row] + column);
            if (DateText.TryParse(field, out var value)) target[row] = value;
            else
            {
                target[row] = DateColumn.MissingValue;
                if (!missing.Contains(field)) batch.Fail(row, column);
            }
        }
    }

    protected override Column ColumnOf(ReadOnlyMemory<long> memory) => new DateColumn(Name, memory);
}

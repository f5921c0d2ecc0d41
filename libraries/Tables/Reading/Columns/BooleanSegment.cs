namespace MlPlatform.Tables.Reading;

/// <summary>True and false.</summary>
internal sealed class BooleanSegment(string name, MissingTexts missing) : FixedSegment<byte>(name)
{
    public override string Expected => "true or false";

    public override void Parse(RecordBatch batch, int column)
    {
        var firsts = batch.RowFirsts;
        var target = Extend(firsts.Length);
        for (var row = 0; row < target.Length; row++)
        {
            var field = batch.Field(firsts[row] + column);
            if (BooleanText.TryParse(field, out var value)) target[row] = value ? (byte)1 : (byte)0;
            else
            {
                target[row] = BooleanColumn.MissingValue;
                if (!missing.Contains(field)) batch.Fail(row, column);
            }
        }
    }

    protected override Column ColumnOf(ReadOnlyMemory<byte> memory) => new BooleanColumn(Name, memory);
}

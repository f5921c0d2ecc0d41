using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Payloads;

/// <summary>Rows of a CSV body, in place.</summary>
internal static class CsvPayload
{
    public static void Read(ReadOnlySpan<byte> body, RowParser parser, ref RowBatch batch)
    {
        var fields = new CsvFields(body.StartsWith("\uFEFF"u8) ? body[3..] : body);
        while (fields.NextRecord())
        {
            var width = 0;
            var row = batch.Next;
            while (fields.NextField())
            {
                var value = parser.Parse(fields.HasDoubledQuotes ? fields.Unescaped() : fields.Current, width, batch.Count);
                row[width++] = value;
            }

            parser.CheckWidth(width, batch.Count);
            batch.Add();
        }
    }
}

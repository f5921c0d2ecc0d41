using MlPlatform.Learning.Models;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Payloads;

/// <summary>Rows of a CSV body, in place.</summary>
internal static class CsvPayload
{
    public static void Score(ReadOnlySpan<byte> body, RowParser parser, ITabularModel model, Span<double> row, ref PredictionWriter writer)
    {
        var fields = new CsvFields(body.StartsWith("\uFEFF"u8) ? body[3..] : body);
        while (fields.NextRecord())
        {
            var width = 0;
            while (fields.NextField())
            {
                var value = parser.Parse(fields.HasDoubledQuotes ? fields.Unescaped() : fields.Current, width, writer.Count);
                row[width++] = value;
            }

            parser.CheckWidth(width, writer.Count);
            writer.Add(model.ScoreOne(row));
        }
    }
}

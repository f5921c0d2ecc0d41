using System.Buffers.Text;
using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Payloads;

/// <summary>Rows of a libsvm body: <c>index:value</c> separated by blanks, indices from 0; what is not named is missing, a label at the start is passed over.</summary>
internal static class LibsvmPayload
{
    public static void Read(ReadOnlySpan<byte> body, RowParser parser, ref RowBatch batch)
    {
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            var row = batch.Next;
            row.Fill(double.NaN);
            var isFirst = true;
            foreach (var field in line.Split((byte)' '))
            {
                var text = line[field].Trim((byte)'\t');
                if (text.IsEmpty) continue;
                if (!isFirst || text.Contains((byte)':')) Set(text, parser, row, batch.Count);
                isFirst = false;
            }

            batch.Add();
        }
    }

    private static void Set(ReadOnlySpan<byte> pair, RowParser parser, Span<double> row, int index)
    {
        var colon = pair.IndexOf((byte)':');
        if (colon < 0 || !Utf8Parser.TryParse(pair[..colon], out int column, out var used) || used != colon || column < 0
            || !NumberText.TryParse(pair[(colon + 1)..], out _))
        {
            throw new PayloadException($"Row {index + 1}: '{Encoding.UTF8.GetString(pair)}' is not index:value.");
        }

        row[column < row.Length ? column : throw parser.WrongWidth(column + 1, index)] = parser.Parse(pair[(colon + 1)..], column, index);
    }
}

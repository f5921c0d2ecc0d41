using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>Turns the records of one or more sources into a table, and sets aside those that do not fit.</summary>
public sealed class TableReader(TableReadOptions? options = null)
{
    private readonly TableReadOptions options = options ?? TableReadOptions.Default;
    private readonly byte[][] missing = [.. (options ?? TableReadOptions.Default).MissingTexts.Select(Encoding.UTF8.GetBytes)];
    private readonly List<RejectedRow> rejected = [];
    private readonly List<SampledRow> sample = [];
    private IReadOnlyList<string>? names = options?.Schema?.Columns.Select(c => c.Name).ToArray();
    private ColumnBuilder[]? builders;
    private int rows;

    public static TableReadResult ReadCsv(Stream stream, CsvOptions? csv = null, TableReadOptions? options = null)
    {
        var reader = new TableReader(options);
        reader.Add(new CsvRecordReader(stream, csv));
        return reader.Finish();
    }

    /// <summary>Reads every record of a source; its header, where it has one, must name the columns seen before.</summary>
    public void Add(RecordReader source, string name = "")
    {
        CheckHeader(source.Header, name);
        if (builders is null && options.Schema is { } schema) Begin(schema);
        while (source.Read())
        {
            if (source.Fault is not null) Reject(name, source.Line, source.Fault, source.Raw);
            else if (builders is not null) Append(source, name);
            else
            {
                sample.Add(SampledRow.Of(source, name));
                if (sample.Count == options.InferenceRows) BeginFromSample();
            }
        }
    }

    /// <summary>Ends the reading. Rejected rows come in the order of their sources and lines.</summary>
    public TableReadResult Finish()
    {
        if (builders is null)
        {
            if (sample.Count == 0 && names is null) throw new TableFormatException("There is no data: the input is empty.");
            BeginFromSample();
        }

        var table = new Table([.. builders!.Select(b => b.Build())]);
        return new TableReadResult(table, [.. rejected.OrderBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Line)]);
    }

    private void CheckHeader(IReadOnlyList<string>? header, string source)
    {
        if (header is null) return;
        if (names is null)
        {
            if (header.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new TableFormatException($"Two columns are named '{twice.Key}'.");
            }

            names = header;
        }
        else if (!names.SequenceEqual(header, StringComparer.Ordinal))
        {
            throw new TableFormatException(
                $"The columns of {(source.Length == 0 ? "the file" : $"'{source}'")} are {string.Join(", ", header)}, expected were {string.Join(", ", names)}.");
        }
    }

    private void Begin(TableSchema schema) => builders = [.. schema.Columns.Select(ColumnBuilder.For)];

    private void BeginFromSample()
    {
        Begin(new TypeInference(options, IsMissing).Infer(sample, names));
        foreach (var row in sample) Append(row, row.Source);
        sample.Clear();
    }

    private void Append(RecordReader record, string source)
    {
        var columns = builders!;
        if (record.FieldCount != columns.Length)
        {
            Reject(source, record.Line, $"The row has {record.FieldCount} fields, expected are {columns.Length}.", record.Raw);
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var field = record.Field(i);
            if (IsMissing(field)) columns[i].AppendMissing();
            else if (!columns[i].TryAppend(field))
            {
                for (var done = 0; done < i; done++) columns[done].Truncate(rows);
                Reject(source, record.Line, $"Column '{columns[i].Name}' is not {columns[i].Expected}: '{Shorten(field)}'.", record.Raw);
                return;
            }
        }

        rows++;
    }

    private bool IsMissing(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty) return true;
        foreach (var text in missing)
        {
            if (field.SequenceEqual(text)) return true;
        }

        return false;
    }

    private void Reject(string source, long line, string reason, ReadOnlySpan<byte> raw)
    {
        rejected.Add(new RejectedRow(source, line, reason, raw.ToArray()));
        if (rejected.Count <= options.RejectLimit) return;
        throw new TableFormatException(
            $"More than {options.RejectLimit} rows are malformed; the first is line {rejected[0].Line}: {rejected[0].Reason}");
    }

    private static string Shorten(ReadOnlySpan<byte> field)
    {
        const int Longest = 40;
        var text = Encoding.UTF8.GetString(field);
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}

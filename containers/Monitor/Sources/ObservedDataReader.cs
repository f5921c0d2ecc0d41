using System.Text;
using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Tables.Reading;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor.Sources;

/// <summary>Reads every file of the data folder, whatever folders it lies in.</summary>
internal static class ObservedDataReader
{
    /// <param name="options">Where the data lies and which requests count.</param>
    /// <param name="baselineNames">The baseline's columns, in order, or null.</param>
    public static ObservedData Read(MonitoringOptions options, IReadOnlyList<string>? baselineNames)
    {
        var files = DataFiles.Under(options.DatasetSource);
        if (files.Count == 0) throw new MonitorException("There is no data to analyse: the data set is empty.");
        var data = DatasetFormat.Parse(options.DatasetFormat) switch
        {
            DatasetFormat.Csv csv => ReadCsv(files, csv.HasHeader, baselineNames),
            DatasetFormat.Capture capture => ReadCapture(files, capture, new CaptureReader(options.StartTime, options.EndTime), baselineNames),
            _ => ReadJsonLines(files, baselineNames),
        };
        return data.Rows > 0 ? data : throw new MonitorException("There is no data to analyse: no file holds a row of the time window.");
    }

    private static ObservedData ReadCapture(IReadOnlyList<string> files, DatasetFormat.Capture format, CaptureReader reader, IReadOnlyList<string>? baselineNames)
    {
        var rows = new CapturedRows(baselineNames);
        foreach (var captured in files.SelectMany(reader.Read))
        {
            IReadOnlyList<PayloadRow> inputs = format.Inputs ? captured.Inputs : [], outputs = format.Outputs ? captured.Outputs : [];
            for (var i = 0; i < Math.Max(inputs.Count, outputs.Count); i++) rows.Add(i < inputs.Count ? inputs[i] : null, i < outputs.Count ? outputs[i] : null);
        }

        return new ObservedData(rows.All, rows.Inputs, rows.Label, rows.Count, reader.Malformed);
    }

    private static ObservedData ReadJsonLines(IReadOnlyList<string> files, IReadOnlyList<string>? baselineNames)
    {
        var rows = new CapturedRows(baselineNames);
        foreach (var row in files.SelectMany(file => Payload.OfJson(File.ReadAllText(file)))) rows.Add(row, null);
        return new ObservedData(rows.All, rows.Inputs, rows.Label, rows.Count, 0);
    }

    private static ObservedData ReadCsv(IReadOnlyList<string> files, bool hasHeader, IReadOnlyList<string>? baselineNames)
    {
        var names = hasHeader ? null : baselineNames;
        var columns = new List<List<string?>>();
        var malformed = 0;
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            var reader = new CsvRecordReader(stream, new CsvOptions { HasHeader = hasHeader });
            names ??= reader.Header;
            while (reader.Read())
            {
                if (columns.Count == 0) columns.AddRange(Enumerable.Range(0, names?.Count ?? reader.FieldCount).Select(_ => new List<string?>()));
                if (reader.Fault is not null || reader.FieldCount != columns.Count) malformed++;
                else Append(reader, columns);
            }
        }

        var observed = columns.Select((values, index) => new ObservedColumn(names?[index] ?? $"_c{index}", values)).ToArray();
        return new ObservedData(observed, observed, null, columns.Count == 0 ? 0 : columns[0].Count, malformed);
    }

    private static void Append(CsvRecordReader reader, List<List<string?>> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var text = Encoding.UTF8.GetString(reader.Field(i));
            columns[i].Add(text.Length == 0 || TableReadOptions.Default.MissingTexts.Contains(text) ? null : text);
        }
    }
}

namespace MlPlatform.Tables.Reading;

/// <summary>Reads libsvm (svmlight) files into a table: <c>label</c>, <c>qid</c> where lines have one, and features <c>f0</c>, <c>f1</c>, ... by their index.</summary>
/// <remarks>What follows a # is a comment. Indices are taken as they stand, so a file that counts from 1 has an f0 that no line names, as in XGBoost.</remarks>
public static class LibsvmReader
{
    public const string LabelColumn = "label";
    public const string QueryColumn = "qid";

    public static TableReadResult Read(Stream stream, LibsvmOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= LibsvmOptions.Default;
        var cursor = new RecordCursor(RecordSource.Open(stream, new WholeLineFormat(), "", BlockReader.DefaultBlockBytes));
        var line = new LibsvmLine(options.FeatureCount - 1 ?? options.HighestIndex);
        var rows = new SparseRows();
        var rejected = new List<RejectedRow>();
        while (cursor.MoveNext())
        {
            if (cursor.Record == 0) cancellationToken.ThrowIfCancellationRequested();
            var text = cursor.Batch.RawOf(cursor.Record);
            var fault = line.Parse(text);
            if (fault is null && line.IsEmpty) continue;
            fault ??= rows.TryAdd(line);
            if (fault is not null) Reject(rejected, new RejectedRow("", cursor.Line, fault, text.ToArray()), options.RejectLimit);
        }

        return new TableReadResult(rows.Build(options), rejected);
    }

    private static void Reject(List<RejectedRow> rejected, RejectedRow row, long limit)
    {
        rejected.Add(row);
        if (rejected.Count <= limit) return;
        throw new TableFormatException($"More than {limit} lines are malformed; the first is line {rejected[0].Line}: {rejected[0].Reason}");
    }

    /// <summary>What was read so far, by row: the features of row i end at ends[i].</summary>
    private sealed class SparseRows
    {
        private readonly List<double> labels = [];
        private readonly List<double> queries = [];
        private readonly List<(int Index, double Value)> features = [];
        private readonly List<int> ends = [];
        private int highest = -1;

        /// <summary>Either every line has a query, or none.</summary>
        public string? TryAdd(LibsvmLine line)
        {
            if (labels.Count > 0 && line.Query is null != (queries.Count == 0)) return line.Query is null ? "The line has no query; those before it have one." : "The line has a query; those before it have none.";
            labels.Add(line.Label);
            if (line.Query is { } query) queries.Add(query);
            features.AddRange(line.Features);
            foreach (var (index, _) in line.Features) highest = Math.Max(highest, index);
            ends.Add(features.Count);
            return null;
        }

        public Table Build(LibsvmOptions options)
        {
            var columns = Dense(options.FeatureCount ?? highest + 1, options.AbsentIsMissing ? double.NaN : 0);
            return new Table([
                new Float64Column(LabelColumn, labels.ToArray()),
                .. queries.Count > 0 ? [new Float64Column(QueryColumn, queries.ToArray())] : Array.Empty<Column>(),
                .. columns.Select((values, index) => new Float64Column($"f{index}", values))]);
        }

        private double[][] Dense(int width, double absent)
        {
            var columns = new double[width][];
            for (var i = 0; i < width; i++)
            {
                columns[i] = new double[labels.Count];
                if (absent != 0) Array.Fill(columns[i], absent);
            }

            for (var row = 0; row < ends.Count; row++)
            {
                for (var i = row == 0 ? 0 : ends[row - 1]; i < ends[row]; i++) columns[features[i].Index][row] = features[i].Value;
            }

            return columns;
        }
    }
}

using System.Text;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Algorithms.Training;

/// <summary>Reads a channel's files: label first, no header; names and types from <c>schema.json</c> where there is one.</summary>
/// <remarks>
/// An algorithm without a label takes every column, unless the channel says <c>label_size=1</c>. Training is strict: a row that does
/// not fit ends it, with file, line and reason. Cleaning is the work of a processing job.
/// </remarks>
/// <param name="container">Where the channels lie.</param>
/// <param name="needsLabel">Whether the algorithm learns from a label.</param>
/// <param name="hasWeights">Whether the column after the label holds the rows' weights (XGBoost's <c>csv_weights</c>).</param>
internal sealed class ChannelReader(TrainingContainer container, bool needsLabel, bool hasWeights)
{
    private const string Train = "train";
    private const string NoName = "label";

    /// <summary>The training channel; its types are those that the other channels must have.</summary>
    public TrainingData ReadTraining()
    {
        var folder = container.Channel(Train) ?? throw new LearningException($"There is no channel '{Train}'.");
        var format = Format(Train);
        if (format.Kind == RecordKind.Libsvm) return LibsvmChannel.Read(Train, Files(Train, folder), null, needsLabel);
        var schema = FindSchema(folder);
        var table = Read(Train, folder, format, schema);
        if (schema is null && format.Kind == RecordKind.Csv) HeaderCheck.Run(Train, table);
        var isLabelled = needsLabel || schema?.Label is not null || format.LabelSize == 1;
        return Data(Train, table, isLabelled ? schema?.Label ?? new LabelSchema(table.Columns[0].Name) : null);
    }

    /// <summary>Another channel with the columns of the training data; null where the job has none.</summary>
    public TrainingData? ReadLike(string channel, TrainingData training)
    {
        if (container.Channel(channel) is not { } folder) return null;
        var format = Format(channel);
        if (format.Kind == RecordKind.Libsvm) return LibsvmChannel.Read(channel, Files(channel, folder), training, needsLabel);
        var isLabelled = format.LabelSize is { } size && !needsLabel ? size == 1 : training.Label is not null;
        var label = isLabelled ? training.Label ?? new LabelSchema(NoName) : null;
        return Data(channel, Read(channel, folder, format, FindSchema(container.Channel(Train)!) ?? SchemaOf(training, label)), label);
    }

    private ChannelFormat Format(string channel) => ChannelFormat.Parse(channel, container.ContentType(channel));

    private TableSchema? FindSchema(string trainFolder) => new[] { container.Channel("schema"), trainFolder }
        .Where(folder => folder is not null)
        .Select(folder => Path.Combine(folder!, TableSchema.FileName))
        .Where(File.Exists)
        .Select(path => TableSchema.Parse(File.ReadAllBytes(path)))
        .FirstOrDefault();

    private static string[] Files(string channel, string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != TableSchema.FileName && new FileInfo(path).Length > 0)
            .Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new LearningException($"The channel '{channel}' holds no data: it has no file, or only empty ones.");
    }

    private static Table Read(string channel, string folder, ChannelFormat format, TableSchema? schema)
    {
        var reader = new TableReader(new TableReadOptions
        {
            Schema = schema, Types = [ColumnType.Number, ColumnType.Category], Threads = Environment.ProcessorCount,
        });
        foreach (var file in Files(channel, folder))
        {
            using var stream = File.OpenRead(file);
            var name = Path.GetRelativePath(folder, file);
            if (format.Kind == RecordKind.Csv) reader.AddCsv(stream, CsvOptions.LabelFirst, name);
            else reader.AddNdjson(stream, schema?.Columns.Select(column => column.Name).ToArray(), name);
        }

        var result = reader.Finish();
        return Whole(channel, result);
    }

    private TrainingData Data(string channel, Table table, LabelSchema? label)
    {
        try
        {
            if (label is null) return TrainingData.Unlabelled(table);
            var weight = hasWeights ? WeightColumn(table, label) : null;
            if (table.Columns.Count < (weight is null ? 2 : 3)) throw new LearningException("the label alone is no data; feature columns must follow it.");
            return TrainingData.From(table, label, weight);
        }
        catch (LearningException error)
        {
            throw new LearningException($"In the channel '{channel}': {error.Message}", error);
        }
    }

    private static string WeightColumn(Table table, LabelSchema label) =>
        table.Columns.FirstOrDefault(column => column.Name != label.Name)?.Name ?? throw new LearningException("with csv_weights=1 the weight must follow the label.");

    private TableSchema SchemaOf(TrainingData training, LabelSchema? label)
    {
        var columns = training.Features.Schema.Columns;
        if (label is null) return new TableSchema(columns);
        var type = label.Favorable is null && label.Classes is null ? ColumnType.Number : ColumnType.Category;
        ColumnSchema[] weight = hasWeights ? [new ColumnSchema("weight", ColumnType.Number)] : [];
        return new TableSchema([new ColumnSchema(label.Name, type), .. weight, .. columns], label);
    }

    /// <summary>The table of a channel without a row that does not fit.</summary>
    internal static Table Whole(string channel, TableReadResult result)
    {
        if (result.Rejected.Count > 0) throw new LearningException(Describe(channel, result));
        return result.Table.RowCount > 0 ? result.Table : throw new LearningException($"The channel '{channel}' holds no rows.");
    }

    private static string Describe(string channel, TableReadResult result)
    {
        var text = new StringBuilder($"{result.Rejected.Count} rows of the channel '{channel}' cannot be used.");
        foreach (var row in result.Rejected.Take(3)) text.Append($" {row.Source} line {row.Line}: {row.Reason}");
        return text.ToString();
    }
}

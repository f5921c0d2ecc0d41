using System.Text;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Algorithms.Training;

/// <summary>Reads a channel's CSV files: label first, no header; names and types from <c>schema.json</c> where there is one.</summary>
/// <remarks>Training is strict: a row that does not fit ends it, with file, line and reason. Cleaning is the work of a processing job.</remarks>
internal sealed class ChannelReader(TrainingContainer container)
{
    private const string Csv = "text/csv";

    /// <summary>The training channel; its types are those that the other channels must have.</summary>
    public TrainingData ReadTraining()
    {
        var folder = container.Channel("train") ?? throw new LearningException("There is no channel 'train'.");
        var schema = FindSchema(folder);
        return Data("train", Read("train", folder, schema), schema?.Label);
    }

    /// <summary>Another channel with the columns of the training data; null where the job has none.</summary>
    public TrainingData? ReadLike(string channel, TrainingData training)
    {
        if (container.Channel(channel) is not { } folder) return null;
        var schema = FindSchema(container.Channel("train")!) ?? SchemaOf(training, training.Label!);
        return Data(channel, Read(channel, folder, schema), training.Label);
    }

    private TableSchema? FindSchema(string trainFolder) => new[] { container.Channel("schema"), trainFolder }
        .Where(folder => folder is not null)
        .Select(folder => Path.Combine(folder!, TableSchema.FileName))
        .Where(File.Exists)
        .Select(path => TableSchema.Parse(File.ReadAllBytes(path)))
        .FirstOrDefault();

    private Table Read(string channel, string folder, TableSchema? schema)
    {
        if (container.ContentType(channel) is { } type && !type.StartsWith(Csv, StringComparison.OrdinalIgnoreCase))
        {
            throw new LearningException($"The channel '{channel}' is {type}; this algorithm reads {Csv}.");
        }

        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != TableSchema.FileName && new FileInfo(path).Length > 0)
            .Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new LearningException($"The channel '{channel}' holds no data: it has no file, or only empty ones.");

        var reader = new TableReader(new TableReadOptions { Schema = schema });
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            reader.Add(new CsvRecordReader(stream, new CsvOptions { HasHeader = false }), Path.GetRelativePath(folder, file));
        }

        var result = reader.Finish();
        if (result.Rejected.Count > 0) throw new LearningException(Describe(channel, result));
        return result.Table.RowCount > 0 ? result.Table : throw new LearningException($"The channel '{channel}' holds no rows.");
    }

    private static TrainingData Data(string channel, Table table, LabelSchema? label)
    {
        try
        {
            if (table.Columns.Count < 2) throw new LearningException("the label alone is no data; feature columns must follow it.");
            return TrainingData.From(table, label ?? new LabelSchema(table.Columns[0].Name));
        }
        catch (LearningException error)
        {
            throw new LearningException($"In the channel '{channel}': {error.Message}", error);
        }
    }

    private static TableSchema SchemaOf(TrainingData training, LabelSchema label)
    {
        var type = label.Favorable is null && label.Classes is null ? ColumnType.Number : ColumnType.Category;
        return new TableSchema([new ColumnSchema(label.Name, type), .. training.Features.Schema.Columns], label);
    }

    private static string Describe(string channel, TableReadResult result)
    {
        var text = new StringBuilder($"{result.Rejected.Count} rows of the channel '{channel}' cannot be used.");
        foreach (var row in result.Rejected.Take(3)) text.Append($" {row.Source} line {row.Line}: {row.Reason}");
        return text.ToString();
    }
}

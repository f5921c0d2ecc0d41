using MlPlatform.Tables;
using MlPlatform.Tables.Statistics;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Transforms.Data;

/// <summary>Writes tables, schemas and baselines into outputs.</summary>
internal static class TableFiles
{
    public static void WriteCsv(string path, Table table, bool header)
    {
        using var stream = File.Create(path);
        CsvTableWriter.Write(stream, table, header);
    }

    public static void WriteSchema(string path, TableSchema schema) => File.WriteAllBytes(path, schema.ToJson());

    /// <summary>What Model Monitor compares later data with.</summary>
    public static void WriteBaseline(JobFolders folders, string output, Table table)
    {
        var statistics = StatisticsBuilder.Build(table);
        File.WriteAllBytes(folders.Output(output, DatasetStatistics.FileName), statistics.ToJson());
        File.WriteAllBytes(folders.Output(output, DatasetConstraints.FileName), DatasetConstraints.SuggestFrom(statistics).ToJson());
    }
}

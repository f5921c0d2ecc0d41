using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Verbs;

/// <summary>data → train, validation, test, holdout, schema, dataset, baseline: encodes and splits in one go, stratified by the label's classes.</summary>
internal static class PrepareVerb
{
    private static readonly double[] DefaultShares = [0.7, 0.1, 0.2];

    public static Verb Verb { get; } = new("prepare", [.. PreparedData.ArgumentNames, "split", "seed"], Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var data = PreparedData.From(folders, arguments);
        var parts = RowSplit.Deal(LabelMapping.Strata(data.Label, data.LabelSchema), arguments.Shares("split", DefaultShares), arguments.Seed("seed"));
        foreach (var (name, rows) in SplitVerb.PartNames.Zip(parts))
        {
            TableFiles.WriteCsv(folders.Output(name, $"{name}.csv"), data.Training.Take(rows), header: false);
        }

        TableFiles.WriteSchema(folders.Output("schema", TableSchema.FileName), data.Schema);
        WriteNamed(folders, "dataset", data.Original, data.LabelSchema);
        WriteNamed(folders, "holdout", data.Holdout.Take(parts[2]), data.LabelSchema);
        TableFiles.WriteBaseline(folders, "baseline", data.Features.Take(parts[0]));
        return $"Prepared {data.RowCount} rows of {data.Features.Columns.Count} features: {parts[0].Length} to train, {parts[1].Length} to validate, {parts[2].Length} to test.";
    }

    private static void WriteNamed(JobFolders folders, string output, Table table, LabelSchema label)
    {
        TableFiles.WriteCsv(folders.Output(output, $"{output}.csv"), table, header: true);
        TableFiles.WriteSchema(folders.Output(output, TableSchema.FileName), table.Schema with { Label = label });
    }
}

using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Verbs;

/// <summary>data → train, validation, test: deals rows by share and seed, stratified by a column where one is named; headers stay.</summary>
internal static class SplitVerb
{
    private static readonly double[] DefaultShares = [0.7, 0.1, 0.2];

    public static IReadOnlyList<string> PartNames { get; } = ["train", "validation", "test"];

    public static Verb Verb { get; } = new("split", ["split", "seed", "stratify"], Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var (table, rejected) = DataFolder.Read(folders.Input("data"), [], []);
        if (rejected.Count > 0) throw new TransformException($"{rejected.Count} rows cannot be read; the first: {rejected[0].Reason}");
        var parts = RowSplit.Deal(Strata(table, arguments.Find("stratify")), arguments.Shares("split", DefaultShares), arguments.Seed("seed"));
        foreach (var (name, rows) in PartNames.Zip(parts))
        {
            TableFiles.WriteCsv(folders.Output(name, $"{name}.csv"), table.Take(rows), header: true);
        }

        return $"Split {table.RowCount} rows into {string.Join(", ", parts.Select(part => part.Length))}.";
    }

    private static int[] Strata(Table table, string? column)
    {
        if (column is null) return new int[table.RowCount];
        var texts = Enumerable.Range(0, table.RowCount).Select(row => LabelMapping.Text(table[column], row)).ToArray();
        var order = texts.Distinct().Order(StringComparer.Ordinal).Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        return Array.ConvertAll(texts, text => order[text]);
    }
}

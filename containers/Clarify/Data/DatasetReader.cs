using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Results;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>Reads the data set of a configuration and joins to it what lies elsewhere.</summary>
/// <param name="config">Says how.</param>
/// <param name="download">Brings the objects below an S3 address and answers with the folder where they lie.</param>
internal sealed class DatasetReader(AnalysisConfig config, Func<string, string> download)
{
    /// <summary>The commonest reasons for which lines were set aside.</summary>
    private const int MostNotes = 5;

    /// <param name="folder">Where the input 'dataset' lies.</param>
    public Dataset Read(string folder)
    {
        var format = Formats.Check("dataset_type", config.DatasetType ?? Formats.Csv);
        var dataset = format == Formats.Csv ? ReadCsv(folder) : new JsonDataset(config).Read(DataFiles.Of(folder, "dataset"), format);
        var excluded = new[] { config.JoinsourceNameOrIndex }.OfType<string>().Concat(config.ExcludedColumns ?? []);
        dataset = dataset with { Others = [.. excluded.Select(reference => dataset.Column(reference, "column").Name)] };
        if (format != Formats.Csv && (config.FacetDatasetUri ?? config.PredictedLabelDatasetUri) is not null)
        {
            throw new ClarifyException($"Facets and predictions of their own (facet_dataset_uri, predicted_label_dataset_uri) go with a {Formats.Csv} data set.");
        }

        return JoinPredictions(JoinFacets(dataset));
    }

    private Dataset ReadCsv(string folder)
    {
        var (table, rejected) = CsvDataset.Read(folder, "dataset", config.Headers);
        return new Dataset(table, rejected.Count)
        {
            Label = config.Label,
            PredictedLabel = config.PredictedLabelDatasetUri is null ? config.PredictedLabel : null,
            Notes = [.. rejected.GroupBy(row => row.Reason, StringComparer.Ordinal).OrderByDescending(rows => rows.Count()).Take(MostNotes)
                .Select(rows => new DataNote($"{(rows.Count() == 1 ? "line was" : "lines were")} set aside: {rows.Key.TrimEnd('.')}.", rows.Count()))],
        };
    }

    private Dataset JoinFacets(Dataset dataset)
    {
        if (config.FacetDatasetUri is not { } address) return dataset;
        var facets = CsvDataset.Read(download(address), "facet data set", config.FacetHeaders).Table;
        return Join(dataset, facets, "facet data set");
    }

    private Dataset JoinPredictions(Dataset dataset)
    {
        if (config.PredictedLabelDatasetUri is not { } address) return dataset;
        var predictions = CsvDataset.Read(download(address), "predicted label data set", config.PredictedLabelHeaders).Table;
        var keys = config.JoinsourceNameOrIndex is { } key ? predictions.Find(dataset.Column(key, "join column").Name)?.Name : null;
        var column = config.PredictedLabel is { } reference
            ? predictions.Find(reference, "predicted label")
            : predictions.Columns.LastOrDefault(column => column.Name != keys) ?? throw new ClarifyException("The predicted label data set has no column of predictions.");
        // Its column may bear the label's own name.
        const string Name = "predicted_label";
        var renamed = new Table([.. predictions.Columns.Where(other => other.Name == keys), column.Rename(Name)]);
        return Join(dataset, renamed, "predicted label data set") with { PredictedLabel = Name };
    }

    private Dataset Join(Dataset dataset, Table other, string what)
    {
        var joined = RowJoin.Join(dataset.Table, other, config.JoinsourceNameOrIndex, what);
        var added = joined.Columns.Skip(dataset.Table.Columns.Count).Select(column => column.Name);
        return dataset with { Table = joined, Others = [.. dataset.Others, .. added] };
    }
}

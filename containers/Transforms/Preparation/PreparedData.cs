using MlPlatform.Tables;
using MlPlatform.Transforms.Data;

namespace MlPlatform.Transforms.Preparation;

/// <summary>Data made ready for training: the label as numbers, the features, and the columns as they came.</summary>
/// <param name="Label">1 for the favourable of two values, a class, or a number.</param>
/// <param name="LabelSchema">Which texts the numbers stand for.</param>
/// <param name="Features">What the model sees.</param>
/// <param name="Original">Every column but the row id, for reports and facets.</param>
internal sealed record PreparedData(NumberColumn Label, LabelSchema LabelSchema, Table Features, Table Original)
{
    public static IReadOnlyList<string> ArgumentNames { get; } = ["label", "favorable", "drop", "row-id", "encode"];

    public int RowCount => Features.RowCount;

    /// <summary>The label first, then the features: SageMaker's form, without a header.</summary>
    public Table Training => new([Label, .. Features.Columns]);

    public TableSchema Schema => Training.Schema with { Label = LabelSchema };

    /// <summary>The original columns, with the encoded ones behind them where encoding made new ones.</summary>
    public Table Holdout => new([.. Original.Columns, .. Features.Columns.Where(column => Original.Find(column.Name) is null)]);

    public static PreparedData From(JobFolders folders, Arguments arguments)
    {
        var (table, rejected) = DataFolder.Read(folders.Input("data"), [], []);
        if (rejected.Count > 0)
        {
            throw new TransformException($"{rejected.Count} rows cannot be read; check quality first. {rejected[0].Source} line {rejected[0].Line}: {rejected[0].Reason}");
        }

        if (table.RowCount == 0) throw new TransformException("There are no rows.");
        var original = table.Without([arguments.Find("row-id") ?? "row_id"]);
        var (label, schema) = LabelMapping.Map(original[arguments.Text("label")], arguments.Find("favorable"));
        var dropped = arguments.List("drop");
        foreach (var name in dropped) _ = original[name];
        var raw = original.Without([label.Name, .. dropped]);
        if (raw.Columns.Count == 0) throw new TransformException("There are no feature columns.");
        var features = (arguments.Find("encode") ?? "raw") switch
        {
            "raw" => raw,
            "one-hot" => new Table([.. raw.Columns.SelectMany(OneHot.Expand)]),
            var other => throw new TransformException($"The argument '--encode' is '{other}'; it must be raw or one-hot."),
        };
        return new PreparedData(label, schema, features, original);
    }
}

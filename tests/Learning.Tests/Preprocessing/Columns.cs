using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Preprocessing;

/// <summary>Tiny tables of one column of each kind.</summary>
internal static class Columns
{
    public static Table Numbers(params double[] values) => new([new Float64Column("n", values)]);

    public static Table Texts(params string?[] values)
    {
        var present = values.OfType<string>().Distinct().ToArray();
        var dictionary = CategoryDictionary.From(present);
        return new Table([new CategoryColumn("c", values.Select(v => v is null ? CategoryColumn.MissingCode : dictionary.Find(v)).ToArray(), dictionary)]);
    }

    public static Table Dates(params string?[] values) => new([new DateColumn("d", values.Select(v => v is null
        ? DateColumn.MissingValue
        : (DateTimeOffset.Parse(v, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToArray())]);

    public static FeatureEncoding Fit(Table table, EncodingOptions options) => FeatureEncoding.Fit(TrainingData.Unlabelled(table), options);

    public static TrainingData Labelled(Table table, params double[] labels) =>
        TrainingData.Unlabelled(table) with { Labels = labels, Label = new LabelSchema("y") };

    public static double[] Features(Table table, EncodingOptions options) => Fit(table, options).EncodeDenseDouble(table);
}

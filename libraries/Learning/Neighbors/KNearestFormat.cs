using System.Globalization;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Neighbors;

/// <summary>The arrays of k nearest neighbours in a <see cref="ModelFile"/>.</summary>
internal static class KNearestFormat
{
    private const string EncodingPrefix = "encoding_";
    private const string RowTiles = "row_tiles";
    private const string LabelValues = "labels";
    private const string LabelWeights = "weights";
    private const string Classes = "classes";

    public static void Save(KNearestModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, model.Labels.Schema, [.. model.Inputs.Select(input => input.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal))
        {
            Metrics = metrics,
            Settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { [Classes] = model.Labels.Classes.ToString(CultureInfo.InvariantCulture) },
        };
        ModelFile.Write(stream, manifest, [
            .. model.Encoding.Arrays(EncodingPrefix),
            NamedArray.Of(RowTiles, model.Rows.Tiles.Values),
            NamedArray.Of(LabelValues, model.Labels.Values),
            NamedArray.Of(LabelWeights, model.Labels.Weights)]);
    }

    public static KNearestModel Load(ModelFile file)
    {
        var options = KNearestOptions.Parse(file.Manifest.Hyperparameters);
        var space = new NeighborSpace(FeatureEncoding.Load(file, EncodingPrefix), options);
        var values = file.Array<double>(LabelValues);
        if (values.Length < options.Neighbors) throw ModelFile.Refused($"it holds {values.Length} rows for {options.Neighbors} neighbours");
        var tileCount = (values.Length + TiledRows.TileHeight - 1) / TiledRows.TileHeight;
        var tiles = new TiledRows(values.Length, space.Width, file.Array<float>(RowTiles, checked(tileCount * TiledRows.TileHeight * space.Width)));
        var weights = file.Array<double>(LabelWeights);
        if (weights.Length != 0 && weights.Length != values.Length) throw ModelFile.Refused($"it holds {weights.Length} weights for {values.Length} rows");
        if (!int.TryParse(file.Setting(Classes), NumberStyles.None, CultureInfo.InvariantCulture, out var classes)) throw ModelFile.Refused("its number of classes is no number");
        if (options.IsClassifier && !Array.TrueForAll(values, value => value >= 0 && value < classes)) throw ModelFile.Refused("a row is of a class that it does not have");
        var labels = new NeighborLabels(values, weights, classes, file.Manifest.Label ?? throw ModelFile.Refused("it names no label"));
        return new KNearestModel(space, new NeighborRows(tiles, space.Encoding.FeatureCount, options.Metric), labels, options);
    }
}

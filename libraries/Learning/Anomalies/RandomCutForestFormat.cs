using System.Globalization;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Anomalies;

/// <summary>The arrays of a random cut forest in a <see cref="ModelFile"/>: all trees' nodes in preorder, their leaves' masses and points.</summary>
internal static class RandomCutForestFormat
{
    private const string EncodingPrefix = "encoding_";
    private const string CutFeatures = "cut_features";
    private const string CutValues = "cut_values";
    private const string LeafMasses = "leaf_masses";
    private const string LeafPoints = "leaf_points";
    private const string RowsSeen = "rows_seen";

    public static void Save(RandomCutForestModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, null, [.. model.Inputs.Select(input => input.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal))
        {
            Metrics = metrics,
            Settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { [RowsSeen] = model.RowsSeen.ToString(CultureInfo.InvariantCulture) },
        };
        ModelFile.Write(stream, manifest, [.. model.Encoding.Arrays(EncodingPrefix), .. Nodes(model.Trees)]);
    }

    public static RandomCutForestModel Load(ModelFile file)
    {
        var options = RandomCutForestOptions.Parse(file.Manifest.Hyperparameters);
        var encoding = FeatureEncoding.Load(file, EncodingPrefix);
        if (encoding.FeatureCount == 0) throw ModelFile.Refused("its encoding leaves nothing of a row");
        var features = file.Array<int>(CutFeatures);
        var masses = file.Array<int>(LeafMasses);
        var points = file.Array<float>(LeafPoints, checked(masses.Length * encoding.FeatureCount));
        var reader = new CutTreeReader(features, file.Array<float>(CutValues, features.Length), masses, points, encoding.FeatureCount);
        var trees = new RandomCutTree[options.Trees];
        for (var i = 0; i < trees.Length; i++)
        {
            trees[i] = new RandomCutTree(options.SamplesPerTree, encoding.FeatureCount);
            trees[i].Restore(reader);
        }

        return reader.IsAtEnd ? new RandomCutForestModel(encoding, trees, SeenIn(file), options) : throw reader.Refused();
    }

    private static IEnumerable<NamedArray> Nodes(IEnumerable<RandomCutTree> trees)
    {
        var (features, cuts, masses, points) = (new List<int>(), new List<float>(), new List<int>(), new List<float>());
        foreach (var tree in trees)
        {
            foreach (var node in tree.Preorder())
            {
                var (feature, value) = tree.Cut(node);
                features.Add(feature);
                cuts.Add(tree.IsLeaf(node) ? 0 : value);
                if (!tree.IsLeaf(node)) continue;
                masses.Add(tree.Mass(node));
                points.AddRange(tree.Boxes.Low(node));
            }
        }

        return [
            NamedArray.Of(CutFeatures, features.ToArray()), NamedArray.Of(CutValues, cuts.ToArray()),
            NamedArray.Of(LeafMasses, masses.ToArray()), NamedArray.Of(LeafPoints, points.ToArray())];
    }

    private static long SeenIn(ModelFile file) =>
        long.TryParse(file.Setting(RowsSeen), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : throw ModelFile.Refused("the number of rows it has seen is no number");
}

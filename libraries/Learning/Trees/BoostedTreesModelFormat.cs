using System.Globalization;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees;

/// <summary>Boosted trees in a <see cref="ModelFile"/>: the nodes of all trees one after another.</summary>
internal static class BoostedTreesModelFormat
{
    private const string LinkSetting = "link";
    private const string KindSetting = "kind";
    private const string SumsSetting = "sums";
    private const string ThresholdSetting = "threshold";

    public static void Save(BoostedTreesModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [LinkSetting] = model.Link.ToString(),
            [SumsSetting] = model.Ensemble.FloatSums ? "f32" : "f64",
            [KindSetting] = model.Output.Kind.ToString(),
            [ThresholdSetting] = model.Output.Threshold.ToString("R", CultureInfo.InvariantCulture),
        };
        var manifest = new ModelManifest(
            model.Algorithm, model.Output.Label, [.. model.Inputs.Select(i => i.Schema)],
            new SortedDictionary<string, string>(model.Hyperparameters.ToDictionary(), StringComparer.Ordinal)) { Settings = settings, Metrics = metrics };
        var trees = model.Ensemble.Trees;
        ModelFile.Write(stream, manifest, [
            NamedArray.Of("base_margins", model.Ensemble.BaseMargins),
            NamedArray.Of("node_counts", trees.Select(t => t.NodeCount).ToArray()),
            NamedArray.Of("category_counts", trees.Select(t => t.CategoryWords.Length).ToArray()),
            Joined("feature", trees, t => t.Feature),
            Joined("threshold", trees, t => t.Threshold),
            Joined("left", trees, t => t.Left),
            Joined("right", trees, t => t.Right),
            Joined("default_left", trees, t => t.DefaultLeft),
            Joined("value", trees, t => t.Value),
            Joined("gain", trees, t => t.Gain),
            Joined("cover", trees, t => t.Cover),
            Joined("category_start", trees, t => t.CategoryStart),
            Joined("category_length", trees, t => t.CategoryLength),
            Joined("category_words", trees, t => t.CategoryWords)]);
    }

    public static BoostedTreesModel Load(ModelFile file)
    {
        var inputs = file.Manifest.Inputs.Select(InputColumn.From).ToArray();
        var baseMargins = file.Array<double>("base_margins");
        var trees = new TreeReader(file).Read();
        if (baseMargins.Length == 0 || trees.Length % baseMargins.Length != 0)
        {
            throw ModelFile.Refused($"it has {trees.Length} trees for {baseMargins.Length} outputs");
        }

        var output = new ModelOutput(Word<OutputKind>(file, KindSetting), baseMargins.Length, file.Manifest.Label) { Threshold = Number(file, ThresholdSetting) };
        var ensemble = new TreeEnsemble(trees, baseMargins, baseMargins.Length, inputs.Length) { FloatSums = file.Setting(SumsSetting) == "f32" };
        return new BoostedTreesModel(inputs, ensemble, Word<MarginLink>(file, LinkSetting), output, file.Manifest.Hyperparameters);
    }

    private static NamedArray Joined<T>(string name, IReadOnlyList<DecisionTree> trees, Func<DecisionTree, T[]> part) where T : unmanaged =>
        NamedArray.Of(name, trees.SelectMany(part).ToArray());

    private static T Word<T>(ModelFile file, string name) where T : struct, Enum =>
        Enum.TryParse<T>(file.Setting(name), out var value) && Enum.IsDefined(value) ? value : throw ModelFile.Refused($"its setting '{name}' is '{file.Setting(name)}'");

    private static double Number(ModelFile file, string name) =>
        double.TryParse(file.Setting(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw ModelFile.Refused($"its setting '{name}' is no number");

    /// <summary>Cuts the joined arrays into trees again.</summary>
    private sealed class TreeReader(ModelFile file)
    {
        private readonly int[] nodeCounts = file.Array<int>("node_counts");
        private readonly int[] wordCounts = file.Array<int>("category_counts");

        public DecisionTree[] Read()
        {
            if (wordCounts.Length != nodeCounts.Length) throw ModelFile.Refused("'category_counts' and 'node_counts' differ in length");
            var feature = Cut<int>("feature", nodeCounts);
            var threshold = Cut<float>("threshold", nodeCounts);
            var left = Cut<int>("left", nodeCounts);
            var right = Cut<int>("right", nodeCounts);
            var defaultLeft = Cut<byte>("default_left", nodeCounts);
            var value = Cut<float>("value", nodeCounts);
            var gain = Cut<float>("gain", nodeCounts);
            var cover = Cut<float>("cover", nodeCounts);
            var start = Cut<int>("category_start", nodeCounts);
            var length = Cut<int>("category_length", nodeCounts);
            var words = Cut<int>("category_words", wordCounts);
            return [.. nodeCounts.Select((_, t) => new DecisionTree
            {
                Feature = feature[t],
                Threshold = threshold[t],
                Left = left[t],
                Right = right[t],
                DefaultLeft = defaultLeft[t],
                Value = value[t],
                Gain = gain[t],
                Cover = cover[t],
                CategoryStart = start[t],
                CategoryLength = length[t],
                CategoryWords = words[t],
            })];
        }

        private T[][] Cut<T>(string name, int[] counts) where T : unmanaged
        {
            var joined = file.Array<T>(name);
            var parts = new T[counts.Length][];
            long start = 0;
            for (var t = 0; t < counts.Length; t++)
            {
                if (counts[t] < 0 || start + counts[t] > joined.Length) throw ModelFile.Refused($"array '{name}' is too short for its trees");
                parts[t] = joined.AsSpan((int)start, counts[t]).ToArray();
                start += counts[t];
            }

            return start == joined.Length ? parts : throw ModelFile.Refused($"array '{name}' is longer than its trees");
        }
    }
}

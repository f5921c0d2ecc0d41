using System.Text.Json;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Contributions to the scores of trees. Input: width, bases, trees, rows, background. Answer: base values, then rows × outputs × features (× features).</summary>
internal static class ShapOfTrees
{
    public static IReadOnlyList<double?> Scores(JsonElement input) => Numbers(Model(input).ToScorer().Scores(input.Numbers("rows")));

    public static IReadOnlyList<double?> Path(JsonElement input) =>
        Values(new TreeShap(Model(input)).Explain(input.Numbers("rows"), threads: 1, CancellationToken.None));

    public static IReadOnlyList<double?> PathPairs(JsonElement input) =>
        Values(new TreeShap(Model(input)).Interact(input.Numbers("rows"), threads: 1, CancellationToken.None));

    public static IReadOnlyList<double?> Against(JsonElement input)
    {
        var model = Model(input);
        var background = new Background(input.Numbers("background"), model.Width);
        return Values(new InterventionalTreeShap(model, background).Explain(input.Numbers("rows"), threads: 1, CancellationToken.None));
    }

    public static IReadOnlyList<double?> Values(Explanation found) =>
        Numbers([.. found.BaseValues, .. Enumerable.Range(0, found.Rows * found.Outputs).SelectMany(i => found.Row(i / found.Outputs, i % found.Outputs).ToArray())]);

    private static IReadOnlyList<double?> Values(Interactions found) =>
        Numbers([.. found.BaseValues, .. Enumerable.Range(0, found.Rows * found.Outputs).SelectMany(i => found.Row(i / found.Outputs, i % found.Outputs).ToArray())]);

    private static IReadOnlyList<double?> Numbers(double[] values) => Array.ConvertAll(values, value => (double?)value);

    private static ExplainedTrees Model(JsonElement input) => new(
        [.. Enumerable.Range(0, input.GetProperty("width").GetInt32()).Select(i => $"f{i}")],
        [.. input.GetProperty("trees").EnumerateArray().Select(Tree)], input.Numbers("bases"));

    private static ExplainedTree Tree(JsonElement tree) => new()
    {
        Feature = tree.Codes("feature"), Threshold = tree.Numbers("threshold"), Left = tree.Codes("left"), Right = tree.Codes("right"),
        DefaultLeft = Array.ConvertAll(tree.Codes("defaultLeft"), left => left == 1), Value = tree.Numbers("value"), Cover = tree.Numbers("cover"),
        Categories = Categories(tree.GetProperty("categories"), tree.GetProperty("feature").GetArrayLength()), Output = tree.GetProperty("output").GetInt32(),
    };

    private static uint[]?[] Categories(JsonElement sets, int nodes)
    {
        var words = new uint[]?[nodes];
        foreach (var set in sets.EnumerateObject())
        {
            var word = set.Value.EnumerateArray().Aggregate(0u, (bits, code) => bits | (1u << code.GetInt32()));
            words[int.Parse(set.Name, System.Globalization.CultureInfo.InvariantCulture)] = [word];
        }

        return words;
    }
}

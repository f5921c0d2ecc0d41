using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>Seeded tables for the shared checks: numbers, some missing, a category and a boolean.</summary>
internal static class CheckData
{
    public const string LabelName = "target";

    private const int Width = 3;

    public static TrainingData Mixed(int rows, ulong seed, LearningTask task)
    {
        var features = Features(rows, seed);
        return Labelled(features, Labels((Float64Column)features["a"], (CategoryColumn)features["colour"], seed, task), task);
    }

    /// <summary>Features with labels of a task; without a label for a task that has none.</summary>
    public static TrainingData Labelled(Table features, double[] labels, LearningTask task) => task == LearningTask.Features
        ? TrainingData.Unlabelled(features)
        : TrainingData.From(new Table([new Float64Column(LabelName, labels), .. features.Columns]), new LabelSchema(LabelName));

    /// <summary>The same rows in another order, or repeated, with their labels and weights.</summary>
    public static TrainingData Take(TrainingData data, int[] rows) => data with
    {
        Features = data.Features.Take(rows),
        Labels = data.Labels.Length == 0 ? [] : [.. rows.Select(row => data.Labels[row])],
        Weights = [.. rows.Select(row => data.Weights[row])],
    };

    public static TrainingData With(TrainingData data, params Column[] columns) =>
        data with { Features = new Table([.. data.Features.Columns.Where(column => columns.All(added => added.Name != column.Name)), .. columns]) };

    public static Table Features(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        var numbers = new double[Width][];
        for (var column = 0; column < Width; column++) numbers[column] = [.. Enumerable.Range(0, rows).Select(_ => Math.Round(random.NextNormal(), 3))];
        for (var row = 0; row < rows; row += 17) numbers[1][row] = double.NaN;
        string[] colours = ["red", "green", "blue"];
        return new Table([
            new Float64Column("a", numbers[0]),
            new Float64Column("b", numbers[1]),
            new Float64Column("c", numbers[2]),
            Category("colour", [.. Enumerable.Range(0, rows).Select(row => row % 23 == 5 ? null : colours[random.NextInt32(3)])]),
            Flags("flag", [.. Enumerable.Range(0, rows).Select(_ => random.NextInt32(2) == 1)])]);
    }

    public static CategoryColumn Category(string name, string?[] texts)
    {
        var dictionary = CategoryDictionary.From(texts.OfType<string>().Distinct());
        return new CategoryColumn(name, Array.ConvertAll(texts, text => text is null ? -1 : dictionary.Find(text)), dictionary);
    }

    public static BooleanColumn Flags(string name, bool[] values) => new(name, Array.ConvertAll(values, value => value ? (byte)1 : (byte)0));

    private static double[] Labels(Float64Column a, CategoryColumn colour, ulong seed, LearningTask task)
    {
        var random = new SeededRandom(seed, 7);
        var labels = new double[a.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            var signal = (2 * a[row]) + colour.Codes[row] + (0.5 * random.NextNormal());
            labels[row] = task switch
            {
                LearningTask.Binary => signal > 1 ? 1 : 0,
                LearningTask.Multiclass => signal < 0 ? 0 : signal < 2 ? 1 : 2,
                _ => Math.Round(signal, 3),
            };
        }

        return labels;
    }
}

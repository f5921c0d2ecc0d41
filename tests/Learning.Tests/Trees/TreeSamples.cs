using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees;

/// <summary>Small seeded data sets and shortcuts for boosted trees.</summary>
internal static class TreeSamples
{
    /// <summary>Numbers with missing values, labels from a formula of the first columns.</summary>
    public static TrainingData Numbers(int rows, int columns, ulong seed, Func<double[], SeededRandom, double> label, double missing = 0.1)
    {
        var random = new SeededRandom(seed);
        var values = new double[columns][];
        for (var c = 0; c < columns; c++) values[c] = [.. Enumerable.Range(0, rows).Select(_ => Math.Round(random.NextNormal(), 2))];
        var labels = Enumerable.Range(0, rows).Select(row => label([.. values.Select(v => v[row])], random)).ToArray();
        foreach (var column in values)
        {
            for (var row = 0; row < rows; row++)
            {
                if (random.NextDouble() < missing) column[row] = double.NaN;
            }
        }

        return Of(labels, [.. values.Select((v, c) => new Float64Column($"x{c}", v))]);
    }

    public static TrainingData Of(double[] labels, params Column[] columns) =>
        TrainingData.From(new Table([.. columns, new Float64Column("y", labels)]), new LabelSchema("y"));

    public static TrainingData Regression(int rows = 500, ulong seed = 1) =>
        Numbers(rows, 4, seed, (x, random) => (3 * x[0]) - (2 * x[1] * x[2]) + (0.1 * random.NextNormal()));

    public static TrainingData Binary(int rows = 500, ulong seed = 1) =>
        Numbers(rows, 4, seed, (x, random) => random.NextDouble() < 1 / (1 + Math.Exp(-(x[0] + (x[1] * x[2])))) ? 1 : 0);

    public static TrainingData Classes(int rows = 500, ulong seed = 1) =>
        Numbers(rows, 4, seed, (x, _) => x[0] > 0.5 ? 2 : x[1] > 0 ? 1 : 0);

    public static CategoryColumn Categories(string name, IReadOnlyList<string?> texts)
    {
        var known = CategoryDictionary.From(texts.OfType<string>().Distinct());
        return new CategoryColumn(name, texts.Select(t => t is null ? CategoryColumn.MissingCode : known.Find(t)).ToArray(), known);
    }

    public static BoostedTreesModel Fit(TrainingData data, params (string Name, string Value)[] hyperparameters) =>
        Fit(data, FitContext.None, hyperparameters);

    public static BoostedTreesModel Fit(TrainingData data, FitContext context, params (string Name, string Value)[] hyperparameters) =>
        BoostedTrees.Fit(data, Options(hyperparameters), context, CancellationToken.None);

    public static BoostedTreesOptions Options(params (string Name, string Value)[] hyperparameters) =>
        BoostedTreesOptions.Parse(hyperparameters.ToDictionary(h => h.Name, h => h.Value));

    public static byte[] Bytes(ITabularModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}

using System.Text;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Tests;

/// <summary>Small seeded data sets.</summary>
internal static class Samples
{
    public static TrainingData Linear(int rows, Func<double, double, double> formula)
    {
        var (x, y) = Points(rows, 1);
        return Data(x, y, [.. x.Select((_, i) => formula(x[i], y[i]))]);
    }

    /// <summary>Class 1 grows likelier with the first column; the second means nothing.</summary>
    public static TrainingData Classes(int rows, ulong seed, double shift = 0)
    {
        var (x, y) = Points(rows, seed);
        var random = new SeededRandom(seed, 1);
        return Data(x, y, [.. x.Select(v => random.NextDouble() < 1 / (1 + Math.Exp(-((2 * v) + shift))) ? 1.0 : 0.0)]);
    }

    public static TrainingData Mixed()
    {
        const string Text = "n,colour,y\n1,red,1\n2,red,1\n3,blue,0\n,blue,0\n2,red,0\n1,blue,1\n5,red,1\n4,blue,0\n";
        return TrainingData.From(Csv(Text), new LabelSchema("y"));
    }

    public static Table Csv(string text) => TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text))).Table;

    private static (double[] X, double[] Y) Points(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        return ([.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())], [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())]);
    }

    private static TrainingData Data(double[] x, double[] y, double[] labels) => TrainingData.From(
        new Table([new Float64Column("a", x), new Float64Column("b", y), new Float64Column("y", labels)]), new LabelSchema("y"));
}

using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>One column as LIME sees it: how its values are drawn, and the interpretable feature that a value stands for.</summary>
internal abstract class LimeColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>Fills one column of samples and of their interpretable features.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="instance">The value of the explained row.</param>
    /// <param name="block">The samples and the features to fill.</param>
    public abstract void Draw(SeededRandom random, double instance, in ColumnBlock block);

    /// <summary>The interpretable feature of the explained row.</summary>
    public abstract double Interpret(double instance);

    /// <summary>The condition or quantity that a coefficient belongs to, in words.</summary>
    public abstract string Describe(double instance);

    /// <summary>Draws an index by cumulated frequencies that end at 1.</summary>
    protected static int Pick(SeededRandom random, ReadOnlySpan<double> cumulated)
    {
        var at = cumulated.BinarySearch(random.NextDouble());
        return Math.Min(at < 0 ? ~at : at + 1, cumulated.Length - 1);
    }

    /// <summary>Running shares of counts.</summary>
    protected static double[] Cumulate(ReadOnlySpan<int> counts)
    {
        double total = 0, running = 0;
        foreach (var count in counts) total += count;
        var shares = new double[counts.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = (running += counts[i]) / total;
        return shares;
    }
}

/// <summary>One column of rows laid one after another, in samples and in features.</summary>
/// <param name="rows">The samples.</param>
/// <param name="features">Their interpretable features.</param>
/// <param name="column">Which column.</param>
/// <param name="width">How many columns there are.</param>
internal readonly ref struct ColumnBlock(Span<double> rows, Span<double> features, int column, int width)
{
    private readonly Span<double> rows = rows;
    private readonly Span<double> features = features;

    public int Count => rows.Length / width;

    public void Set(int sample, double value, double feature)
    {
        rows[(sample * width) + column] = value;
        features[(sample * width) + column] = feature;
    }
}

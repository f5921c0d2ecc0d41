using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Networks;

/// <summary>The learnt vectors of one category column: a row per text of training, one for missing, one for unseen.</summary>
/// <param name="Input">The column's place among the inputs.</param>
/// <param name="Feature">The feature that holds the row's number.</param>
/// <param name="Texts">How many texts training saw.</param>
/// <param name="Width">The length of a vector.</param>
/// <param name="Column">Where the vector stands in the network's input.</param>
/// <param name="Start">Where the first vector lies among all embeddings.</param>
internal sealed record EmbeddingTable(int Input, int Feature, int Texts, int Width, int Column, int Start)
{
    public int RowCount => Texts + 2;

    public int MissingRow => Texts;

    public int UnseenRow => Texts + 1;

    /// <summary>The distance of vectors in memory.</summary>
    public int Stride => Padding.Of(Width);

    public int RowStart(int row) => Start + (row * Stride);
}

/// <summary>Features that the network's input takes as they are.</summary>
internal readonly record struct PlainRun(int Feature, int Column, int Length);

/// <summary>How encoded features become the network's input: category numbers give way to their vectors, all else stays.</summary>
internal sealed class EmbeddingLayout
{
    private const int MostNumbers = 1 << 28;

    private readonly int[] columns;

    public EmbeddingLayout(FeatureEncoding encoding, Func<int, int> widthOf)
    {
        FeatureCount = encoding.FeatureCount;
        columns = new int[encoding.Inputs.Count + 1];
        var tables = new List<EmbeddingTable>();
        var runs = new List<PlainRun>();
        for (var i = 0; i < encoding.Inputs.Count; i++)
        {
            var feature = encoding.FirstFeature(i);
            var end = i + 1 < encoding.Inputs.Count ? encoding.FirstFeature(i + 1) : encoding.FeatureCount;
            var width = end - feature;
            if (encoding.Inputs[i].Categories is { } texts)
            {
                tables.Add(new EmbeddingTable(i, feature, texts.Count, width = widthOf(texts.Count), columns[i], Size));
                Size = SizeWith(tables[^1], encoding.Inputs[i].Name);
            }
            else AddPlain(runs, new PlainRun(feature, columns[i], width));
            columns[i + 1] = columns[i] + width;
        }

        Tables = [.. tables];
        PlainRuns = [.. runs];
    }

    public int FeatureCount { get; }

    public EmbeddingTable[] Tables { get; }

    public PlainRun[] PlainRuns { get; }

    /// <summary>How many numbers all tables have.</summary>
    public int Size { get; }

    /// <summary>The width of the network's input.</summary>
    public int InputWidth => columns[^1];

    /// <summary>Where an input starts in the network's input.</summary>
    public int FirstColumn(int input) => columns[input];

    /// <summary>Writes the network's input of one row of features.</summary>
    public void Fill(ReadOnlySpan<float> features, ReadOnlySpan<float> embeddings, Span<float> target)
    {
        foreach (var run in PlainRuns) features.Slice(run.Feature, run.Length).CopyTo(target[run.Column..]);
        foreach (var table in Tables)
        {
            embeddings.Slice(table.RowStart((int)features[table.Feature]), table.Width).CopyTo(target[table.Column..]);
        }
    }

    /// <summary>Room for one-hot for few texts; for many, a width that grows slowly with their number.</summary>
    public static int UsualWidth(int texts)
    {
        const int MostOneHot = 16;
        const int Most = 50;
        var growing = Math.Min(Most, (int)Math.Ceiling(1.6 * Math.Pow(Math.Max(1, texts), 0.56)));
        return Math.Max(growing, Math.Min(texts + 1, MostOneHot));
    }

    private int SizeWith(EmbeddingTable table, string name)
    {
        var size = Size + ((long)table.RowCount * table.Stride);
        return size <= MostNumbers
            ? (int)size
            : throw new LearningException($"The vectors of the {table.Texts} texts of column '{name}' are too many; lower embedding_dim or leave it out.");
    }

    private static void AddPlain(List<PlainRun> runs, PlainRun run)
    {
        if (run.Length == 0) return;
        if (runs.Count > 0 && runs[^1] is var last && last.Feature + last.Length == run.Feature && last.Column + last.Length == run.Column)
        {
            runs[^1] = last with { Length = last.Length + run.Length };
        }
        else runs.Add(run);
    }
}

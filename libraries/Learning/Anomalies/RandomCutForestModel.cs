using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Anomalies;

/// <summary>A forest as it was at one moment. A score is the row's expected displacement, averaged over the trees: about 1 to 10 is usual, more is not.</summary>
public sealed class RandomCutForestModel : ITabularModel
{
    public const string AlgorithmName = "randomcutforest";

    private readonly RandomCutTree[] trees;
    private readonly int paddedWidth;

    internal RandomCutForestModel(FeatureEncoding encoding, RandomCutTree[] trees, long rowsSeen, RandomCutForestOptions options)
    {
        Encoding = encoding;
        Options = options;
        RowsSeen = rowsSeen;
        this.trees = trees;
        paddedWidth = CutBoxes.PaddedWidth(encoding.FeatureCount);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Encoding.Inputs;

    public ModelOutput Output { get; } = new(OutputKind.AnomalyScore, 1, null);

    public RandomCutForestOptions Options { get; }

    /// <summary>How raw rows become rows of features.</summary>
    public FeatureEncoding Encoding { get; }

    /// <summary>How many rows the samples of the trees were drawn from.</summary>
    public long RowsSeen { get; }

    internal IReadOnlyList<RandomCutTree> Trees => trees;

    internal KernelPath Path { get; init; } = KernelPaths.Best;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        using var scratch = new RowScratch(paddedWidth, stackalloc float[RowScratch.StackLength]);
        Encoding.Encode(row, scratch.Values);
        scratch.Values[Encoding.FeatureCount..].Clear();
        outputs[0] = Displacement(trees, Path, scratch.Values);
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => RandomCutForestFormat.Save(this, stream, metrics);

    /// <summary>The mean over trees, in their order.</summary>
    internal static double Displacement(RandomCutTree[] trees, KernelPath path, ReadOnlySpan<float> point)
    {
        double sum = 0;
        foreach (var tree in trees) sum += Anomalies.Displacement.Expected(path, tree, point);
        return sum / trees.Length;
    }
}

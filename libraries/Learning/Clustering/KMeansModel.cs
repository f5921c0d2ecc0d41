using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Clustering;

/// <summary>Centres in the space of encoded rows. Scores are the nearest centre's index and the distance to it.</summary>
public sealed class KMeansModel : ITabularModel
{
    public const string AlgorithmName = "kmeans";

    private readonly float[] centers;
    private readonly CenterLanes lanes;

    internal KMeansModel(FeatureEncoding encoding, float[] centers, KMeansOptions options, OnlineCenters? online)
    {
        Encoding = encoding;
        Options = options;
        Online = online;
        this.centers = centers;
        lanes = new CenterLanes(centers, encoding.FeatureCount);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Encoding.Inputs;

    public ModelOutput Output { get; } = new(OutputKind.Cluster, 2, null);

    public KMeansOptions Options { get; }

    /// <summary>How raw rows become rows of features; numbers have their training mean taken off.</summary>
    public FeatureEncoding Encoding { get; }

    /// <summary>Cluster × feature.</summary>
    public ReadOnlySpan<float> Centers => centers;

    /// <summary>Where mini-batches left their centres, so that training can go on.</summary>
    internal OnlineCenters? Online { get; }

    internal KernelPath Path { get; init; } = KernelPaths.Best;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        using var scratch = new RowScratch(Encoding.FeatureCount, stackalloc float[RowScratch.StackLength]);
        (outputs[0], outputs[1]) = lanes.Nearest(Path, scratch.Encode(Encoding, row));
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => KMeansFormat.Save(this, stream, metrics);
}

/// <summary>The centres that mini-batches move, and how many rows, with what decay leaves of them, each has seen.</summary>
internal sealed record OnlineCenters(float[] Centers, double[] Weights);

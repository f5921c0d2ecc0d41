using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Neighbors;

/// <summary>The training rows themselves. A score is the mean of the labels of the nearest of them, or the share of each class.</summary>
public sealed class KNearestModel : ITabularModel
{
    public const string AlgorithmName = "knn";

    private readonly NeighborSpace space;
    private readonly NeighborRows rows;
    private readonly SpareParts<NeighborSearch> searches;

    internal KNearestModel(NeighborSpace space, NeighborRows rows, NeighborLabels labels, KNearestOptions options)
    {
        this.space = space;
        this.rows = rows;
        Labels = labels;
        Options = options;
        searches = new SpareParts<NeighborSearch>(() => new NeighborSearch(rows, options.Neighbors));
        Output = options.IsClassifier
            ? new ModelOutput(labels.Classes == 2 ? OutputKind.Probability : OutputKind.ClassProbabilities, labels.Classes == 2 ? 1 : labels.Classes, labels.Schema)
            : new ModelOutput(OutputKind.Number, 1, labels.Schema);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Encoding.Inputs;

    public ModelOutput Output { get; }

    public KNearestOptions Options { get; }

    /// <summary>How raw rows become rows of features.</summary>
    public FeatureEncoding Encoding => space.Encoding;

    internal NeighborRows Rows => rows;

    internal NeighborLabels Labels { get; }

    internal KernelPath Path { get; init; } = KernelPaths.Best;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        if (row.Length != Inputs.Count) throw new LearningException($"The row has {row.Length} values; the model takes {Inputs.Count}.");
        ScoreRows(row, outputs);
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        var width = Inputs.Count;
        if (rows.Length % width != 0) throw new LearningException($"{rows.Length} values are no whole rows; the model takes {width} each.");
        var search = searches.Take();
        for (int start = 0, count = rows.Length / width; start < count; start += NeighborSearch.MostQueries)
        {
            var queries = Math.Min(NeighborSearch.MostQueries, count - start);
            for (var query = 0; query < queries; query++)
            {
                Encoding.Encode(rows.Slice((start + query) * width, width), search.Encoded);
                space.Place(search.Encoded, search.Place);
                search.Ask(query);
            }

            search.Run(Path, queries);
            for (var query = 0; query < queries; query++) Labels.Vote(search.Found(query), outputs.Slice((start + query) * Output.Width, Output.Width));
        }

        searches.Return(search);
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => KNearestFormat.Save(this, stream, metrics);
}

/// <summary>The labels of the rows that are searched, and what their rows weigh in a vote.</summary>
/// <param name="Values">A number or a class per row.</param>
/// <param name="Weights">One per row, all above zero; empty for one each.</param>
/// <param name="Classes">How many classes there are; 0 for numbers.</param>
/// <param name="Schema">What the labels mean.</param>
internal sealed record NeighborLabels(double[] Values, double[] Weights, int Classes, LabelSchema Schema)
{
    /// <summary>The weighted mean of the labels of some rows, or the share of each class (of class 1, where there are two).</summary>
    public void Vote(ReadOnlySpan<int> rows, Span<double> outputs)
    {
        outputs.Clear();
        double total = 0;
        foreach (var row in rows)
        {
            var weight = Weights.Length == 0 ? 1 : Weights[row];
            total += weight;
            if (Classes > 2) outputs[(int)Values[row]] += weight;
            else outputs[0] += weight * Values[row];
        }

        foreach (ref var output in outputs) output /= total;
    }
}

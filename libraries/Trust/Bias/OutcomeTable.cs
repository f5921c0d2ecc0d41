namespace MlPlatform.Trust.Bias;

/// <summary>Rows counted once by facet value, observed label and predicted label; every bias metric is arithmetic over these counts.</summary>
/// <remarks>
/// A column is given as codes 0..k-1. The codes of an intersection of facets are a facet like any other, so groups of several
/// columns need no other code.
/// </remarks>
public sealed class OutcomeTable
{
    private readonly double[] cells;
    private readonly int predictedValues;

    private OutcomeTable(int facetValues, int labelValues, bool hasPredictions)
    {
        FacetValues = facetValues;
        LabelValues = labelValues;
        HasPredictions = hasPredictions;
        predictedValues = hasPredictions ? labelValues : 1;
        cells = new double[facetValues * labelValues * predictedValues];
    }

    public int FacetValues { get; }

    public int LabelValues { get; }

    public bool HasPredictions { get; }

    /// <summary>Counts rows in one pass.</summary>
    /// <param name="facet">Code of the facet's value, one per row.</param>
    /// <param name="facetValues">How many codes the facet has.</param>
    /// <param name="observed">Code of the observed label, one per row.</param>
    /// <param name="labelValues">How many codes the label has.</param>
    /// <param name="predicted">Code of the predicted label, one per row, or empty where there is no model yet.</param>
    public static OutcomeTable Count(
        ReadOnlySpan<int> facet, int facetValues, ReadOnlySpan<int> observed, int labelValues, ReadOnlySpan<int> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(observed.Length, facet.Length, nameof(observed));
        if (!predicted.IsEmpty) ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Length, facet.Length, nameof(predicted));

        var table = new OutcomeTable(facetValues, labelValues, !predicted.IsEmpty);
        for (var row = 0; row < facet.Length; row++)
        {
            table.cells[table.Cell(facet[row], observed[row], predicted.IsEmpty ? 0 : predicted[row])]++;
        }

        return table;
    }

    /// <summary>How many rows have this facet value.</summary>
    public double Rows(int facetValue)
    {
        var width = LabelValues * predictedValues;
        var sum = 0.0;
        foreach (var cell in cells.AsSpan(facetValue * width, width)) sum += cell;
        return sum;
    }

    /// <summary>Folds the counts into the two sides of a comparison.</summary>
    /// <param name="group">By facet code: whether the value belongs to the group in question (facet d).</param>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    /// <param name="groupName">How reasons and reports call the group.</param>
    public FacetComparison Compare(ReadOnlySpan<bool> group, ReadOnlySpan<bool> favorable, string groupName = "the group")
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(group.Length, FacetValues, nameof(group));
        ArgumentOutOfRangeException.ThrowIfNotEqual(favorable.Length, LabelValues, nameof(favorable));

        var inside = new GroupOutcomes(groupName, LabelValues);
        var outside = new GroupOutcomes("the rest", LabelValues);
        for (var value = 0; value < FacetValues; value++)
        {
            var side = group[value] ? inside : outside;
            for (var label = 0; label < LabelValues; label++)
            {
                for (var prediction = 0; prediction < predictedValues; prediction++)
                {
                    side.Add(label, favorable[label], HasPredictions && favorable[prediction], cells[Cell(value, label, prediction)]);
                }
            }
        }

        return new FacetComparison(outside, inside, HasPredictions);
    }

    private int Cell(int facet, int label, int prediction) => (((facet * LabelValues) + label) * predictedValues) + prediction;
}

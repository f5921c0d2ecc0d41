namespace MlPlatform.Trust.Bias;

/// <summary>Rows counted once by facets, observed label and predicted label; every bias metric is arithmetic over these counts.</summary>
/// <remarks>
/// Cells lie row-major over facets, observed label, predicted label. The combinations of all facets are the table's groups: code
/// ((c1 · k2) + c2) · k3 + c3 and so on. <see cref="Along"/> sums other facets away, so one pass over the rows serves each facet and each intersection.
/// </remarks>
public sealed class OutcomeTable
{
    private readonly OutcomeColumns columns;
    private readonly FacetShape shape;
    private readonly int predictedValues;

    private OutcomeTable(OutcomeColumns columns, OutcomeCounter.Tallies tallies, double leftOut)
    {
        this.columns = columns;
        (Tallies, LeftOut) = (tallies, leftOut);
        shape = new FacetShape(columns.Facets);
        LabelValues = columns.Observed.Values;
        HasPredictions = !columns.Predicted.IsEmpty || IsExpected;
        predictedValues = HasPredictions ? LabelValues : 1;
    }

    /// <summary>The facets in the order of their codes.</summary>
    public IReadOnlyList<CodeColumn> Facets => columns.Facets;

    /// <summary>How many groups there are: the product of the facets' values.</summary>
    public int FacetValues => shape.Groups;

    public int LabelValues { get; }

    public bool HasPredictions { get; }

    /// <summary>How many rows were left out because a facet, the label or the prediction is missing.</summary>
    public double LeftOut { get; }

    /// <summary>Whether the predictions are shares (scores) rather than labels; such a table cannot be resampled.</summary>
    internal bool IsExpected => !columns.Scores.IsEmpty;

    internal OutcomeCounter.Tallies Tallies { get; }

    internal double[] Cells => Tallies.Weights ?? Tallies.Counts;

    /// <summary>Counts rows in one pass.</summary>
    /// <param name="columns">What to count.</param>
    /// <param name="threads">How many threads share the rows; the counts do not depend on it.</param>
    /// <exception cref="TrustException">A code, a weight or a score is out of its range; the message names the row.</exception>
    /// <exception cref="ArgumentException">Columns of unequal length, no facet, or more than four million cells.</exception>
    public static OutcomeTable Count(OutcomeColumns columns, int threads, CancellationToken cancellationToken)
    {
        columns.Require();
        var labels = columns.Observed.Values * (columns.Predicted.IsEmpty && columns.Scores.IsEmpty ? 1L : columns.Observed.Values);
        var cells = labels * new FacetShape(columns.Facets).Groups;
        if (cells > OutcomeCounter.MostCells)
        {
            throw new ArgumentException($"{string.Join(" × ", columns.Facets.Select(facet => facet.Name))} with {labels} outcomes make {cells} cells or more; at most {OutcomeCounter.MostCells} can be counted.");
        }

        var (counts, weights, squares) = OutcomeCounter.Count(columns, (int)cells, threads, cancellationToken);
        return new OutcomeTable(columns, new OutcomeCounter.Tallies(counts[1..], weights?[1..], squares?[1..]), counts[0]);
    }

    /// <summary>Counts rows by one facet, on one thread.</summary>
    /// <param name="facet">Code of the facet's value, one per row.</param>
    /// <param name="facetValues">How many codes the facet has.</param>
    /// <param name="observed">Code of the observed label, one per row.</param>
    /// <param name="labelValues">How many codes the label has.</param>
    /// <param name="predicted">Code of the predicted label, one per row, or empty where there is no model yet.</param>
    public static OutcomeTable Count(int[] facet, int facetValues, int[] observed, int labelValues, int[] predicted) => Count(
        new OutcomeColumns([new CodeColumn("facet", facet, facetValues)], new CodeColumn("label", observed, labelValues)) { Predicted = predicted },
        1, CancellationToken.None);

    /// <summary>How many rows (with weights: Σ w) have this facet value.</summary>
    public double Rows(int facetValue) => Sum(Cells, facetValue);

    /// <summary>How many rows have this facet value, whatever their weights.</summary>
    public double RowCount(int facetValue) => Sum(Tallies.Counts, facetValue);

    /// <summary>One group in words: its facets' values.</summary>
    public string Title(int facetValue) => shape.Title(facetValue);

    /// <summary>One group's value of each facet.</summary>
    public IReadOnlyList<int> Codes(int facetValue) => shape.Codes(facetValue);

    /// <summary>The same rows by these facets only (their positions, in the wanted order); the others are summed away.</summary>
    public OutcomeTable Along(params ReadOnlySpan<int> facets)
    {
        var kept = shape.Keep(facets);
        var targets = shape.Targets(facets);
        var width = LabelValues * predictedValues;
        double[]? Fold(double[]? cells)
        {
            if (cells is null) return null;
            var folded = new double[kept.Groups * width];
            for (var i = 0; i < cells.Length; i++) folded[(targets[i / width] * width) + (i % width)] += cells[i];
            return folded;
        }

        var tallies = new OutcomeCounter.Tallies(Fold(Tallies.Counts)!, Fold(Tallies.Weights), Fold(Tallies.Squares));
        return new OutcomeTable(columns with { Facets = kept.Facets }, tallies, LeftOut);
    }

    /// <summary>Folds the counts into the two sides of a comparison.</summary>
    /// <param name="group">By facet code: whether the value belongs to the group in question (facet d).</param>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    /// <param name="groupName">How reasons and reports call the group.</param>
    public FacetComparison Compare(ReadOnlySpan<bool> group, ReadOnlySpan<bool> favorable, string groupName = "the group")
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(group.Length, FacetValues, nameof(group));
        var inside = new GroupOutcomes(groupName, LabelValues);
        var outside = new GroupOutcomes("the rest", LabelValues);
        for (var value = 0; value < FacetValues; value++) Fold(value, favorable, group[value] ? inside : outside);
        return new FacetComparison(outside, inside, HasPredictions);
    }

    /// <summary>Every group by itself, in the order of the codes; groups without rows are among them.</summary>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    public GroupSet Groups(ReadOnlySpan<bool> favorable)
    {
        var groups = new GroupOutcomes[FacetValues];
        for (var value = 0; value < FacetValues; value++)
        {
            groups[value] = new GroupOutcomes(Title(value), LabelValues);
            Fold(value, favorable, groups[value]);
        }

        return new GroupSet(groups, HasPredictions);
    }

    /// <summary>A table of the same shape with other cells: how a resample is told.</summary>
    internal OutcomeTable WithCells(double[] cells) => new(columns, new OutcomeCounter.Tallies(cells, null, null), LeftOut);

    private void Fold(int facetValue, ReadOnlySpan<bool> favorable, GroupOutcomes into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(favorable.Length, LabelValues, nameof(favorable));
        var cell = facetValue * LabelValues * predictedValues;
        for (var label = 0; label < LabelValues; label++)
        {
            for (var prediction = 0; prediction < predictedValues; prediction++, cell++)
            {
                into.Add(label, favorable[label], HasPredictions && favorable[prediction], Cells[cell], Tallies.Counts[cell]);
            }
        }
    }

    private double Sum(double[] cells, int facetValue)
    {
        var width = LabelValues * predictedValues;
        var sum = 0.0;
        foreach (var cell in cells.AsSpan(facetValue * width, width)) sum += cell;
        return sum;
    }
}

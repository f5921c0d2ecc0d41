namespace MlPlatform.Trust.Bias;

/// <summary>The columns that a table of outcomes counts, all of one length.</summary>
/// <param name="Facets">The sensitive columns, one or many.</param>
/// <param name="Observed">The observed label.</param>
public sealed record OutcomeColumns(IReadOnlyList<CodeColumn> Facets, CodeColumn Observed)
{
    /// <summary>Predicted labels in the observed label's codes; empty where there is no model yet.</summary>
    public ReadOnlyMemory<int> Predicted { get; init; }

    /// <summary>
    /// Instead of predicted labels: the probability, per row, with which the model answers label 1 of two. A row then counts as that
    /// share of a favourable prediction, and every rate becomes its generalised one (Pleiss et al. 2017).
    /// </summary>
    public ReadOnlyMemory<double> Scores { get; init; }

    /// <summary>Weights of rows, finite and not negative; empty where every row counts once.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    internal int Rows => Observed.Codes.Length;

    internal void Require()
    {
        if (Facets.Count == 0) throw new ArgumentException("There is no facet to count by.");
        foreach (var facet in Facets) RequireLength(facet.Codes.Length, $"facet '{facet.Name}'");
        if (!Predicted.IsEmpty) RequireLength(Predicted.Length, "predicted labels");
        if (!Weights.IsEmpty) RequireLength(Weights.Length, "weights");
        if (Scores.IsEmpty) return;
        RequireLength(Scores.Length, "scores");
        if (!Predicted.IsEmpty) throw new ArgumentException("There are predicted labels and scores; one of them must do.");
        if (Observed.Values != 2) throw new ArgumentException($"Scores need a label of two values, '{Observed.Name}' has {Observed.Values}.");
    }

    private void RequireLength(int length, string what)
    {
        if (length != Rows) throw new ArgumentOutOfRangeException(nameof(length), length, $"There are {Rows} observed labels, but the {what} have {length} rows.");
    }
}

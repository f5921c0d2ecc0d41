namespace MlPlatform.Trust.Bias;

/// <summary>The columns of a regression model: facets, observed and predicted numbers. Rows without any of them are left out.</summary>
/// <param name="Facets">The sensitive columns, one or many.</param>
/// <param name="Observed">Observed numbers; NaN where missing.</param>
/// <param name="Predicted">Predicted numbers; NaN where missing.</param>
public sealed record RegressionColumns(IReadOnlyList<CodeColumn> Facets, ReadOnlyMemory<double> Observed, ReadOnlyMemory<double> Predicted)
{
    /// <summary>Weights of rows, finite and not negative; empty where every row counts once.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    internal void Require()
    {
        if (Facets.Count == 0) throw new ArgumentException("There is no facet to group by.");
        foreach (var facet in Facets) ArgumentOutOfRangeException.ThrowIfNotEqual(facet.Codes.Length, Observed.Length, facet.Name);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Predicted.Length, Observed.Length, nameof(Predicted));
        if (!Weights.IsEmpty) ArgumentOutOfRangeException.ThrowIfNotEqual(Weights.Length, Observed.Length, nameof(Weights));
    }
}

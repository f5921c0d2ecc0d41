using MlPlatform.Trust.Explanations.PartialDependence;

namespace MlPlatform.Clarify.Results;

/// <summary>How the model's score follows one column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Categories">The texts of the grid's values where the column is one of categories; null for numbers.</param>
/// <param name="Surface">Mean scores on the grid, with the curves of single rows where kept.</param>
/// <param name="Unit">What the score is: probability, log-odds or the label's own unit.</param>
internal sealed record DependenceFinding(string Column, IReadOnlyList<string>? Categories, DependenceSurface Surface, string Unit)
{
    /// <summary>Per value of the grid, the share of the rows that have it; of numbers, that are nearest to it.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [];
}

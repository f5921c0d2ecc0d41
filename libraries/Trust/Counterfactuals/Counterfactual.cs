namespace MlPlatform.Trust.Counterfactuals;

/// <summary>A feasible row near the explained one, and what the model says of it.</summary>
/// <param name="Row">Its values.</param>
/// <param name="Scores">The model's, as it was asked for exactly this row.</param>
/// <param name="Shortfall">What the scores lack of the wanted outcome; 0 for a counterfactual that holds.</param>
/// <param name="Distance">To the explained row.</param>
/// <param name="Changes">How many columns differ from it.</param>
/// <param name="NearestKnown">The distance to the nearest known row; null where none are known or it was not asked for.</param>
/// <param name="Cost">What the search made small; see <see cref="CounterfactualOptions"/>.</param>
public sealed record Counterfactual(double[] Row, double[] Scores, double Shortfall, double Distance, int Changes, double? NearestKnown, double Cost);

/// <summary>How a search ended.</summary>
public enum CounterfactualOutcome
{
    /// <summary>There is at least one.</summary>
    Found = 1,

    /// <summary>The row has the wanted outcome as it is.</summary>
    HoldsAlready = 2,

    /// <summary>No feasible row with the wanted outcome was met.</summary>
    NoneFound = 3,
}

/// <summary>What was found for one row.</summary>
/// <param name="Outcome">How the search ended.</param>
/// <param name="Counterfactuals">The cheapest first, then those that add most to cost and diversity together.</param>
/// <param name="NearestAttempt">Where none was found, the row met that lacks least; null elsewhere.</param>
/// <param name="IsExact">Whether every feasible row was asked, so that the first is the cheapest of all (or there is none at all).</param>
/// <param name="Diversity">det K with K_ij = 1 / (1 + distance), 0 to 1 (Mothilal et al. 2020); 1 for a single one.</param>
/// <param name="Queries">How many rows the model was asked to score.</param>
public sealed record CounterfactualResult(
    CounterfactualOutcome Outcome, IReadOnlyList<Counterfactual> Counterfactuals, Counterfactual? NearestAttempt, bool IsExact, double Diversity, int Queries);

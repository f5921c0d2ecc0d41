namespace MlPlatform.Trust.Bias;

/// <summary>The two sides that every bias metric compares.</summary>
/// <param name="Rest">Facet a: all rows outside the group in question.</param>
/// <param name="Group">Facet d: the group that may be disfavoured.</param>
/// <param name="HasPredictions">Whether predicted labels were counted; without them only metrics of labels have a meaning.</param>
public sealed record FacetComparison(GroupOutcomes Rest, GroupOutcomes Group, bool HasPredictions)
{
    public double Rows => Rest.Rows + Group.Rows;
}

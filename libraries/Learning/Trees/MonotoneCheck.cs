using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees;

/// <summary>Refuses a direction for a column without an order.</summary>
internal static class MonotoneCheck
{
    public static void Run(sbyte[]? directions, IReadOnlyList<InputColumn> inputs)
    {
        if (directions is null) return;
        for (var i = 0; i < directions.Length; i++)
        {
            if (directions[i] != 0 && inputs[i].Categories is not null)
            {
                throw new LearningException($"The hyperparameter monotone_constraints gives column '{inputs[i].Name}' a direction, but categories have no order.");
            }
        }
    }
}

using MlPlatform.Tables;

namespace MlPlatform.Trust.Constraints;

/// <summary>Random feasible values.</summary>
internal static class RandomValues
{
    /// <summary>How many scales a number without a bound goes away from the original, as a standard deviation.</summary>
    private const double Reach = 5;

    /// <summary>Uniform over what a column may become; where a side has no bound, the original plus or minus a normal number of scales.</summary>
    public static double Draw(RowSpace space, int column, double original, SeededRandom random)
    {
        var constraint = space.Columns[column];
        if (!space.CanMove(column, original)) return original;
        if (constraint.Kind == ColumnKind.Category) return constraint.Codes[random.NextInt32(constraint.Codes.Count)];
        var (low, high) = space.Bounds(column, original);
        if (low > high) return original;
        if (constraint.Step > 0 && double.IsFinite(high - low)) (low, high) = (low - (constraint.Step / 2), high + (constraint.Step / 2));
        var value = double.IsFinite(high - low)
            ? low + ((high - low) * random.NextDouble())
            : Math.Clamp(original + (Reach * constraint.Scale * random.NextNormal()), low, high);
        return space.Project(column, original, value);
    }
}

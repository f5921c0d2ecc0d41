using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>The values of a column that a search tries.</summary>
internal static class ColumnValues
{
    private const int Swept = 24;
    private const int Doublings = 8;
    private const double FirstStep = 0.125;

    /// <summary>Every feasible value but the original; null where they are not countable or more than <paramref name="most"/>.</summary>
    public static double[]? All(RowSpace space, int column, double original, int most)
    {
        var constraint = space.Columns[column];
        if (!space.CanMove(column, original)) return [];
        if (constraint.Kind == ColumnKind.Category) return [.. constraint.Codes.Where(code => !code.Equals(original))];
        var (low, high) = space.Bounds(column, original);
        if (low > high) return [];
        if (constraint.Step == 0) return low == high ? [] : null;
        var count = Math.Floor((high - low) / constraint.Step) + 2;
        if (!(count <= most)) return null;
        var first = Math.Ceiling(low / constraint.Step) - 1;
        return [.. Enumerable.Range(0, (int)count + 1).Select(i => space.Project(column, original, Grid.At(first + i, constraint.Step))).Where(value => !value.Equals(original)).Distinct()];
    }

    /// <summary>A few dozen values from the original outwards: all where they are few, evenly spaced over the range, or ever farther where there is no bound.</summary>
    public static IEnumerable<double> Sweep(RowSpace space, int column, double original)
    {
        if (All(space, column, original, Swept) is { } all) return all;
        var (low, high) = space.Bounds(column, original);
        var scale = space.Columns[column].Scale;
        var steps = Enumerable.Range(0, Doublings).Select(k => FirstStep * (1 << k) * scale);
        var outward = steps.SelectMany(step => new[] { original + step, original - step });
        var even = double.IsFinite(high - low) ? Enumerable.Range(0, Swept + 1).Select(i => low + ((high - low) * i / Swept)) : [];
        return outward.Concat(even).Concat(new[] { low, high }.Where(double.IsFinite))
            .Select(value => space.Project(column, original, value)).Where(value => !value.Equals(original)).Distinct();
    }
}

using System.Globalization;

namespace MlPlatform.Trust.Constraints;

/// <summary>The rows that a given row may become: one <see cref="ColumnConstraint"/> per value.</summary>
/// <remarks>The feasible set is a product over columns, so projecting each value on its own gives the nearest feasible row in every scaled norm.</remarks>
public sealed class RowSpace
{
    private readonly ColumnConstraint[] columns;
    private readonly double[][] codes;
    private readonly double[] plainLows;
    private readonly double[] plainHighs;

    /// <exception cref="TrustException">A constraint contradicts itself, or a name stands twice.</exception>
    public RowSpace(IEnumerable<ColumnConstraint> columns)
    {
        this.columns = [.. columns];
        foreach (var column in this.columns) column.Check();
        if (this.columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(names => names.Count() > 1) is { } twice)
        {
            throw new TrustException($"The column '{twice.Key}' has {twice.Count().ToString(CultureInfo.InvariantCulture)} constraints.");
        }

        codes = Array.ConvertAll(this.columns, column => column.Codes.ToArray());
        // Of numbers without grid and direction nothing but the range matters; no value lies in the empty range of the others.
        plainLows = Array.ConvertAll(this.columns, column => IsPlain(column) ? column.Minimum : double.NaN);
        plainHighs = Array.ConvertAll(this.columns, column => IsPlain(column) ? column.Maximum : double.NaN);
    }

    /// <summary>One per value of a row, in order.</summary>
    public IReadOnlyList<ColumnConstraint> Columns => columns;

    public int Width => columns.Length;

    /// <summary>What the rows themselves show: ranges, codes, scales, whether values are missing; see <see cref="RowSpaceLearner"/>.</summary>
    public static RowSpace Learn(IReadOnlyList<string> features, ReadOnlySpan<double> rows, RowSpaceOptions options) =>
        new RowSpaceLearner(options).Learn(features, rows);

    /// <summary>The same space with some columns' constraints replaced, by name.</summary>
    /// <exception cref="TrustException">There is no column of such a name.</exception>
    public RowSpace With(params IEnumerable<ColumnConstraint> overrides)
    {
        var changed = columns.ToArray();
        foreach (var one in overrides) changed[IndexOf(one.Name)] = one;
        return new RowSpace(changed);
    }

    /// <summary>Where a column lies in a row.</summary>
    public int IndexOf(string name)
    {
        var index = Array.FindIndex(columns, column => string.Equals(column.Name, name, StringComparison.Ordinal));
        return index >= 0 ? index : throw new TrustException($"There is no column '{name}' to constrain.");
    }

    /// <summary>Refuses a row that cannot be a start: of another width, or lacking a value that may not be missing.</summary>
    public void Require(ReadOnlySpan<double> original)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(original.Length, Width, nameof(original));
        for (var j = 0; j < columns.Length; j++)
        {
            if (double.IsNaN(original[j]) && columns[j].Missing == MissingValues.Refused) throw new TrustException($"The column '{columns[j].Name}' has no value in a row, and may not lack one.");
            if (double.IsInfinity(original[j])) throw new TrustException($"The column '{columns[j].Name}' is infinite in a row.");
        }
    }

    /// <summary>Puts the nearest feasible row in the place of a proposed one.</summary>
    /// <param name="original">The row that everything starts from.</param>
    /// <param name="proposed">The row to mend in place. A category's value that is no code of the column is undone.</param>
    /// <param name="rounding">Nearest, or never past the proposed value, so that no difference grows.</param>
    public void Project(ReadOnlySpan<double> original, Span<double> proposed, Rounding rounding = Rounding.Nearest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(original.Length, columns.Length, nameof(original));
        ArgumentOutOfRangeException.ThrowIfNotEqual(proposed.Length, columns.Length, nameof(proposed));
        ReadOnlySpan<double> lows = plainLows, highs = plainHighs;
        for (var j = 0; j < proposed.Length; j++)
        {
            var value = proposed[j];
            if (value >= lows[j] && value <= highs[j] && !double.IsNaN(original[j])) continue;
            proposed[j] = Project(j, original[j], value, rounding);
        }
    }

    /// <summary>The feasible value of a column nearest to a proposed one.</summary>
    public double Project(int column, double original, double proposed, Rounding rounding = Rounding.Nearest)
    {
        var constraint = columns[column];
        if (proposed.Equals(original) || double.IsNaN(original) || double.IsNaN(proposed) || constraint.Movement == Movement.None) return original;
        if (constraint.Kind == ColumnKind.Category) return Array.BinarySearch(codes[column], proposed) >= 0 ? proposed : original;
        var (low, high) = Bounds(column, original);
        if (low > high) return original;
        var value = Math.Clamp(proposed, low, high);
        if (rounding == Rounding.Nearest)
        {
            if (constraint.Step > 0) value = Grid.Nearest(value, constraint.Step, low, high);
            return !(Math.Abs(proposed - value) < Math.Abs(proposed - original)) ? original : value;
        }

        if (!(Math.Min(original, proposed) <= value && value <= Math.Max(original, proposed))) return original;
        if (constraint.Step > 0) value = Grid.Between(value, original, constraint.Step);
        return double.IsNaN(value) || value < low || value > high ? original : value;
    }

    /// <summary>The least and the greatest number that a column may become; empty (low above high) where it may only stay.</summary>
    public (double Low, double High) Bounds(int column, double original)
    {
        var constraint = columns[column];
        return constraint.Movement switch
        {
            Movement.OnlyUp => (Math.Max(constraint.Minimum, original), constraint.Maximum),
            Movement.OnlyDown => (constraint.Minimum, Math.Min(constraint.Maximum, original)),
            Movement.None => (original, original),
            _ => (constraint.Minimum, constraint.Maximum),
        };
    }

    /// <summary>Whether a row may become the other.</summary>
    public bool IsFeasible(ReadOnlySpan<double> original, ReadOnlySpan<double> candidate) => Violation(original, candidate) is null;

    /// <summary>The first reason why a row may not become the other, naming the column; null where it may.</summary>
    public string? Violation(ReadOnlySpan<double> original, ReadOnlySpan<double> candidate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(candidate.Length, original.Length, nameof(candidate));
        for (var j = 0; j < columns.Length; j++)
        {
            if (candidate[j].Equals(original[j])) continue;
            if (Why(j, original[j], candidate[j]) is { } reason) return $"'{columns[j].Name}' {reason}.";
        }

        return null;
    }

    /// <summary>Whether a column has anywhere to go from a value.</summary>
    public bool CanMove(int column, double original) => columns[column].Movement != Movement.None && !double.IsNaN(original);

    private static bool IsPlain(ColumnConstraint column) => column is { Kind: ColumnKind.Number, Movement: Movement.Free, Step: 0 };

    private string? Why(int column, double original, double candidate)
    {
        var constraint = columns[column];
        if (double.IsNaN(original)) return "is missing and stays so";
        if (double.IsNaN(candidate)) return "may not become missing";
        if (constraint.Movement == Movement.None) return "may not change";
        if (constraint.Kind == ColumnKind.Category) return Array.BinarySearch(codes[column], candidate) >= 0 ? null : "has no such code";
        var (low, high) = Bounds(column, original);
        if (candidate < low || candidate > high) return string.Create(CultureInfo.InvariantCulture, $"may be {low:R} to {high:R}, not {candidate:R}");
        return Grid.Has(candidate, constraint.Step) ? null : string.Create(CultureInfo.InvariantCulture, $"is no multiple of {constraint.Step:R}");
    }
}

/// <summary>How a number comes to lie on a column's grid.</summary>
public enum Rounding
{
    /// <summary>To the nearest permitted value.</summary>
    Nearest = 1,

    /// <summary>To the permitted value between the proposed and the original one: the row comes no farther away.</summary>
    TowardsOriginal = 2,
}

namespace MlPlatform.Trust.Constraints;

/// <summary>Which values a column may take, starting from the value that a row has.</summary>
/// <remarks>
/// The value that a row already has is always permitted, even outside the range or off the grid: a constraint speaks of changes.
/// Any other value must lie in [<see cref="Minimum"/>, <see cref="Maximum"/>] and on the grid of whole multiples of <see cref="Step"/>
/// (category: be one of <see cref="Codes"/>), on the side that <see cref="Movement"/> permits.
/// </remarks>
/// <param name="Name">The column.</param>
/// <param name="Kind">What its numbers stand for.</param>
public sealed record ColumnConstraint(string Name, ColumnKind Kind)
{
    /// <summary>The least value; −∞ where there is none. In the column's own unit.</summary>
    public double Minimum { get; init; } = Kind == ColumnKind.Boolean ? 0 : double.NegativeInfinity;

    /// <summary>The greatest value; +∞ where there is none.</summary>
    public double Maximum { get; init; } = Kind == ColumnKind.Boolean ? 1 : double.PositiveInfinity;

    /// <summary>A category's codes, ascending; empty for other kinds.</summary>
    public IReadOnlyList<double> Codes { get; init; } = [];

    public Movement Movement { get; init; } = Movement.Free;

    /// <summary>Values are whole multiples of this; 0 where any number will do.</summary>
    public double Step { get; init; } = Kind is ColumnKind.Integer or ColumnKind.Boolean ? 1 : 0;

    /// <summary>The difference that counts as 1 in a scaled distance: the column's median absolute or standard deviation.</summary>
    public double Scale { get; init; } = 1;

    public MissingValues Missing { get; init; } = MissingValues.Refused;

    /// <summary>Whether two values differ by an amount, and not only by being others.</summary>
    public bool IsNumeric => Kind is ColumnKind.Number or ColumnKind.Integer;

    /// <summary>Refuses what contradicts itself; the message names the column.</summary>
    internal void Check()
    {
        Require(Minimum <= Maximum, $"the least value {Minimum:R} is above the greatest, {Maximum:R}");
        Require(double.IsFinite(Step) && Step >= 0, "a step is a number of at least 0");
        Require(double.IsFinite(Scale) && Scale > 0, "a scale is a number above 0");
        Require(Kind == ColumnKind.Category == Codes.Count > 0, "a category has codes, other kinds have none");
        Require(Kind != ColumnKind.Category || Movement is Movement.Free or Movement.None, "codes have no order, so they cannot only grow or shrink");
        for (var i = 1; i < Codes.Count; i++) Require(Codes[i - 1] < Codes[i], "codes are listed once each, ascending");
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds) throw new TrustException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Constraint of the column '{Name}': {otherwise}."));
    }
}

namespace MlPlatform.Trust.Mitigation;

/// <summary>The solution of a linear program.</summary>
/// <param name="Values">One per variable.</param>
/// <param name="Multipliers">One per inequality: how much the minimum falls per unit of slack given to it; never negative.</param>
/// <param name="Minimum">The objective there.</param>
internal sealed record LinearSolution(double[] Values, double[] Multipliers, double Minimum);

/// <summary>Small dense linear programs: minimise c·x where A x ≤ b, E x = d, x ≥ 0, with b and d not negative.</summary>
/// <remarks>Two phases of the simplex method on a tableau; Bland's rule (lowest index first) keeps it from cycling.</remarks>
internal sealed class LinearProgram
{
    private const double Zero = 1e-11;

    private readonly int variables;
    private readonly int inequalities;
    private readonly double[][] rows;
    private readonly int[] basis;
    private readonly int columns;

    private LinearProgram(int variables, double[][] upper, double[] upperLimits, double[][] equal, double[] equalLimits)
    {
        (this.variables, inequalities) = (variables, upper.Length);
        columns = variables + upper.Length + equal.Length;
        rows = new double[upper.Length + equal.Length][];
        basis = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var isUpper = i < upper.Length;
            rows[i] = new double[columns + 1];
            (isUpper ? upper[i] : equal[i - upper.Length]).CopyTo(rows[i], 0);
            rows[i][variables + i] = 1;
            rows[i][columns] = isUpper ? upperLimits[i] : equalLimits[i - upper.Length];
            basis[i] = variables + i;
            if (rows[i][columns] < 0) throw new ArgumentException("A limit of the linear program is negative.");
        }
    }

    /// <exception cref="TrustException">No x keeps the constraints, or the objective has no minimum.</exception>
    public static LinearSolution Minimize(double[] costs, double[][] upper, double[] upperLimits, double[][] equal, double[] equalLimits)
    {
        var program = new LinearProgram(costs.Length, upper, upperLimits, equal, equalLimits);
        var artificial = new double[program.columns];
        for (var i = costs.Length + upper.Length; i < program.columns; i++) artificial[i] = 1;
        if (program.Run(artificial, program.columns)[program.columns] < -1e-9) throw new TrustException("The constraints of the linear program contradict each other.");
        program.DriveOutArtificials();
        var padded = new double[program.columns];
        costs.CopyTo(padded, 0);
        var reduced = program.Run(padded, costs.Length + upper.Length);
        return program.Solution(reduced);
    }

    /// <summary>Pivots until no column may enter; returns the reduced costs, last the minimum with its sign turned.</summary>
    private double[] Run(double[] costs, int enterable)
    {
        var reduced = new double[columns + 1];
        costs.CopyTo(reduced, 0);
        for (var i = 0; i < rows.Length; i++) Subtract(reduced, rows[i], costs[basis[i]]);
        while (true)
        {
            var column = Array.FindIndex(reduced, 0, enterable, cost => cost < -Zero);
            if (column < 0) return reduced;
            Pivot(Leaving(column), column, reduced);
        }
    }

    private int Leaving(int column)
    {
        var (leaving, smallest) = (-1, double.PositiveInfinity);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i][column] <= Zero) continue;
            var ratio = rows[i][columns] / rows[i][column];
            if (ratio > smallest || (ratio == smallest && basis[i] > basis[leaving])) continue;
            (leaving, smallest) = (i, ratio);
        }

        return leaving >= 0 ? leaving : throw new TrustException("The linear program has no minimum.");
    }

    private void Pivot(int row, int column, double[]? reduced)
    {
        var pivot = rows[row][column];
        for (var j = 0; j <= columns; j++) rows[row][j] /= pivot;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i != row) Subtract(rows[i], rows[row], rows[i][column]);
        }

        if (reduced is not null) Subtract(reduced, rows[row], reduced[column]);
        basis[row] = column;
    }

    private void DriveOutArtificials()
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (basis[i] < variables + inequalities) continue;
            var column = Array.FindIndex(rows[i], 0, variables + inequalities, value => Math.Abs(value) > Zero);
            if (column >= 0) Pivot(i, column, null);
        }
    }

    private LinearSolution Solution(double[] reduced)
    {
        var values = new double[variables];
        for (var i = 0; i < rows.Length; i++)
        {
            if (basis[i] < variables) values[basis[i]] = Math.Max(0, rows[i][columns]);
        }

        return new LinearSolution(values, [.. reduced.Skip(variables).Take(inequalities).Select(cost => Math.Max(0, cost))], -reduced[columns]);
    }

    private static void Subtract(double[] target, double[] source, double factor)
    {
        if (factor == 0) return;
        for (var j = 0; j < target.Length; j++) target[j] -= factor * source[j];
    }
}

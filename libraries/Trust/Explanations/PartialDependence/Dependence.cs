using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.PartialDependence;

/// <summary>How a model's scores follow one or two columns when all others stay as they are in the data.</summary>
/// <remarks>
/// Friedman, "Greedy function approximation", Annals of Statistics 29 (2001): PD(z) = Σ_i w_i f(z, x_i) / Σ_i w_i, over the rows x_i of
/// a background whose columns in question are replaced by z. The terms of the sum are the rows' own curves: individual conditional
/// expectation, Goldstein and others, JCGS 24 (2015). Every row is scored at every point: points × rows scores.
/// </remarks>
public static class Dependence
{
    private const int BlockSize = 128;

    /// <param name="model">The model.</param>
    /// <param name="rows">The background, rows laid one after another.</param>
    /// <param name="grids">One column, or several of which every combination is a point (the last one varies fastest).</param>
    /// <param name="options">What to keep.</param>
    /// <param name="cancellationToken">Checked per block of rows and per point.</param>
    /// <exception cref="TrustException">A score is not a finite number, or all weights are zero.</exception>
    public static DependenceSurface Compute(
        Scorer model, ReadOnlySpan<double> rows, IReadOnlyList<FeatureGrid> grids, DependenceOptions options, CancellationToken cancellationToken)
    {
        Check(model, rows, grids, options);
        var data = rows.ToArray();
        var plan = new Plan(model, grids, Points(grids), options.Weights);
        var count = rows.Length / model.Width;
        var curves = options.Individual ? new double[count * plan.Cells] : [];
        var parts = new RunningMoments[FixedBlocks.Count(count, BlockSize)];
        FixedBlocks.For(
            count, BlockSize, options.Threads,
            (block, start, end) => parts[block] = Block(plan, new Rows(data, start, end), curves, cancellationToken),
            cancellationToken);

        var whole = new RunningMoments(plan.Cells);
        foreach (var part in parts) whole.Merge(part);
        if (whole.Weight <= 0) throw new TrustException("All weights of the background are zero.");
        return new DependenceSurface(grids, model.Outputs, whole, curves);
    }

    /// <summary>Scores one block of rows at every point: the rows are copied once, then only the columns in question are written.</summary>
    private static RunningMoments Block(Plan plan, Rows block, double[] curves, CancellationToken cancellationToken)
    {
        var (width, outputs) = (plan.Model.Width, plan.Model.Outputs);
        var held = block.Values(width);
        var table = new double[block.Count * plan.Cells];
        for (var point = 0; point < plan.Cells / outputs; point++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            plan.Hold(point, held);
            var scores = plan.Model.Scores(held);
            for (var row = 0; row < block.Count; row++)
            {
                scores.AsSpan(row * outputs, outputs).CopyTo(table.AsSpan((row * plan.Cells) + (point * outputs)));
            }
        }

        var moments = new RunningMoments(plan.Cells);
        for (var row = 0; row < block.Count; row++) moments.Add(table.AsSpan(row * plan.Cells, plan.Cells), plan.Weights?[block.Start + row] ?? 1);
        if (curves.Length > 0) table.CopyTo(curves, block.Start * plan.Cells);
        return moments;
    }

    /// <summary>Every combination of the grids' values, one value per grid.</summary>
    private static double[] Points(IReadOnlyList<FeatureGrid> grids)
    {
        var count = grids.Aggregate(1, (product, grid) => checked(product * grid.Values.Count));
        var points = new double[count * grids.Count];
        for (var point = 0; point < count; point++)
        {
            var rest = point;
            for (var grid = grids.Count - 1; grid >= 0; grid--)
            {
                points[(point * grids.Count) + grid] = grids[grid].Values[rest % grids[grid].Values.Count];
                rest /= grids[grid].Values.Count;
            }
        }

        return points;
    }

    private static void Check(Scorer model, ReadOnlySpan<double> rows, IReadOnlyList<FeatureGrid> grids, DependenceOptions options)
    {
        if (rows.IsEmpty || rows.Length % model.Width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {model.Width}.", nameof(rows));
        if (grids.Count == 0 || grids.Any(grid => grid.Values.Count == 0)) throw new ArgumentException("There is no value to hold a column at.", nameof(grids));
        foreach (var grid in grids) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(grid.Column, model.Width, nameof(grids));
        if (options.Weights is not { } weights) return;
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, rows.Length / model.Width, nameof(options));
        foreach (var weight in weights) ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(options));
    }

    /// <summary>What every block of rows is asked.</summary>
    private sealed record Plan(Scorer Model, IReadOnlyList<FeatureGrid> Grids, double[] Points, IReadOnlyList<double>? Weights)
    {
        /// <summary>Points × outputs.</summary>
        public int Cells => Points.Length / Grids.Count * Model.Outputs;

        /// <summary>Writes a point's values into their columns of every row.</summary>
        public void Hold(int point, double[] rows)
        {
            for (var grid = 0; grid < Grids.Count; grid++)
            {
                var value = Points[(point * Grids.Count) + grid];
                for (var at = Grids[grid].Column; at < rows.Length; at += Model.Width) rows[at] = value;
            }
        }
    }

    /// <summary>Some of the rows of a table.</summary>
    private readonly record struct Rows(double[] Data, int Start, int End)
    {
        public int Count => End - Start;

        public double[] Values(int width) => Data[(Start * width)..(End * width)];
    }
}

using System.Numerics.Tensors;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>Estimates, from labels of random neighbours of a place on the boundary, in which direction the wanted side lies.</summary>
/// <remarks>
/// With φ = ±1 for a wanted or other label and u the neighbour's real move (after it was made feasible), the component of column i is
/// Σ (φ − mean φ) u_i / Σ u_i²: equation 14 of Chen et al. with the baseline of their equation 16, and with columns that clipping or a
/// grid moved less brought back to one measure. Where all labels are alike it is the mean of φ u.
/// </remarks>
internal sealed class BoundaryCompass(DecisionWalk walk, SeededRandom random)
{
    private const double GridReach = 1.5;

    private readonly int width = walk.Oracle.Original.Length;
    private readonly int count = walk.Numbers.Count;

    /// <summary>A step of norm 1 (L2) or of signs (L∞).</summary>
    public double[] Direction(double radius, int sample)
    {
        var rows = new double[sample * width];
        for (var k = 0; k < sample; k++) Neighbour(radius, rows.AsSpan(k * width, width));
        var reached = new bool[sample];
        var asked = walk.Oracle.Ask(rows, reached);

        var origin = new double[width];
        walk.RowAt(walk.Place, origin);
        walk.Oracle.Model.Space.Project(walk.Oracle.Original, origin);
        var place = new double[count];
        walk.Numbers.Read(origin, place);
        var direction = Estimate(rows, reached.AsSpan(0, asked), place);
        Norms.Steepest(direction, walk.Norm);
        return direction;
    }

    private void Neighbour(double radius, Span<double> row)
    {
        Span<double> move = count <= 256 ? stackalloc double[count] : new double[count];
        if (walk.Norm == AttackNorm.L2) NormalNumbers.Fill(random, move);
        else for (var i = 0; i < count; i++) move[i] = (2 * random.NextDouble()) - 1;
        var scale = radius / TensorPrimitives.Norm(move);
        for (var i = 0; i < count; i++)
        {
            move[i] *= scale;
            if (walk.Numbers.Steps[i] > radius) move[i] = ((2 * random.NextDouble()) - 1) * GridReach * walk.Numbers.Steps[i];
            move[i] += walk.Place[i];
        }

        walk.Numbers.Clip(move);
        walk.RowAt(move, row);
    }

    private double[] Estimate(ReadOnlySpan<double> rows, ReadOnlySpan<bool> reached, ReadOnlySpan<double> place)
    {
        var mean = 0.0;
        foreach (var one in reached) mean += one ? 1 : -1;
        mean /= Math.Max(1, reached.Length);
        var baseline = Math.Abs(mean) < 1 ? mean : 0;

        double[] sum = new double[count], squares = new double[count], moved = new double[count];
        for (var k = 0; k < reached.Length; k++)
        {
            walk.Numbers.Read(rows.Slice(k * width, width), moved);
            var weight = (reached[k] ? 1 : -1) - baseline;
            for (var i = 0; i < count; i++)
            {
                var u = moved[i] - place[i];
                sum[i] += weight * u;
                squares[i] += u * u;
            }
        }

        for (var i = 0; i < count; i++) sum[i] = squares[i] > 0 ? sum[i] / squares[i] : 0;
        return sum;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>The inner loops of path-dependent TreeSHAP: a tile of rows, one edge of a tree at a time.</summary>
/// <remarks>
/// Notation, per row: o ∈ {0, 1} says whether the row goes the way of all the path's splits on a feature, z is the product of the shares
/// of those ways, P_t = Π ((1 − t) z_i + t o_i) over the features of the path, h = 1 / ((1 − t) z + t). A leaf of value v gives feature i
/// v (o_i − z_i) ∫ Π_{j≠i} ((1 − t) z_j + t o_j) dt = ∫ v P_t (o_i h_i − 1) / (1 − t) dt.
/// An edge that asks a feature anew (o', z' become o, z; s = z / z') multiplies P by s + t h' (o − s o'), and changes what its leaves give
/// the feature by ∫ v P_t (o h − o' h') / (1 − t) dt; where nothing was asked before, o' = h' = 1 gives the formula above. So the leaves'
/// v P_t / (1 − t) are summed on the way up and every edge pays its feature once.
/// Vectors are row × point; lanes are rows.
/// </remarks>
internal static class PathKernel
{
    /// <summary>Which rows go left: a column's values against a bound; a missing value goes where it is told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(
        ReadOnlySpan<Vector512<double>> column, double threshold, bool missingLeft, ReadOnlySpan<Vector512<double>> earlier, Span<Vector512<double>> left)
    {
        column = column[..left.Length];
        earlier = earlier[..left.Length];
        var bound = Vector512.Create(threshold);
        if (missingLeft)
        {
            for (var r = 0; r < left.Length; r++) left[r] = Vector512.AndNot(earlier[r], Vector512.GreaterThanOrEqual(column[r], bound));
        }
        else
        {
            for (var r = 0; r < left.Length; r++) left[r] = earlier[r] & Vector512.LessThan(column[r], bound);
        }
    }

    /// <summary>From the rows that go left to those that go right, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(ReadOnlySpan<Vector512<double>> earlier, Span<Vector512<double>> sides)
    {
        earlier = earlier[..sides.Length];
        for (var r = 0; r < sides.Length; r++) sides[r] = earlier[r] - sides[r];
    }

    /// <summary>The products beyond an edge, times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Descend(
        ReadOnlySpan<Vector512<double>> products, ReadOnlySpan<Vector512<double>> earlier, ReadOnlySpan<Vector512<double>> sides,
        (double Share, double Factor) edge, ReadOnlySpan<double> slopes, Span<Vector512<double>> beyond)
    {
        earlier = earlier[..sides.Length];
        products = products[..(sides.Length * slopes.Length)];
        beyond = beyond[..(sides.Length * slopes.Length)];
        var share = Vector512.Create(edge.Share);
        var factor = Vector512.Create(edge.Factor);
        var scaled = share * factor;
        var position = 0;
        for (var r = 0; r < sides.Length; r++)
        {
            var change = (sides[r] - (share * earlier[r])) * factor;
            for (var k = 0; k < slopes.Length; k++)
            {
                beyond[position] = products[position] * Vector512.MultiplyAddEstimate(change, Vector512.Create(slopes[k]), scaled);
                position++;
            }
        }
    }

    /// <summary>Pays the feature of an edge for the leaves beyond it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pay(
        ReadOnlySpan<Vector512<double>> sums, ReadOnlySpan<Vector512<double>> sides, ReadOnlySpan<double> heights, Span<Vector512<double>> contributions)
    {
        sides = sides[..contributions.Length];
        sums = sums[..(contributions.Length * heights.Length)];
        var position = 0;
        for (var r = 0; r < contributions.Length; r++)
        {
            var sum = Vector512<double>.Zero;
            for (var k = 0; k < heights.Length; k++) sum = Vector512.MultiplyAddEstimate(sums[position++], Vector512.Create(heights[k]), sum);
            contributions[r] = Vector512.MultiplyAddEstimate(sum, sides[r], contributions[r]);
        }
    }

    /// <summary>Takes back what the feature was paid at its earlier edge for the same leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TakeBack(
        ReadOnlySpan<Vector512<double>> sums, ReadOnlySpan<Vector512<double>> sides, ReadOnlySpan<double> heights, Span<Vector512<double>> contributions)
    {
        sides = sides[..contributions.Length];
        sums = sums[..(contributions.Length * heights.Length)];
        var position = 0;
        for (var r = 0; r < contributions.Length; r++)
        {
            var sum = Vector512<double>.Zero;
            for (var k = 0; k < heights.Length; k++) sum = Vector512.MultiplyAddEstimate(sums[position++], Vector512.Create(heights[k]), sum);
            contributions[r] -= sum * sides[r];
        }
    }

    /// <summary>Adds the sums of one child to those of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<Vector512<double>> child, Span<Vector512<double>> sums)
    {
        child = child[..sums.Length];
        for (var i = 0; i < sums.Length; i++) sums[i] += child[i];
    }
}

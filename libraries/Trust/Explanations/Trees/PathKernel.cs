using System.Runtime.CompilerServices;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>The inner loops of path-dependent TreeSHAP: 32 rows at a time, one edge of a tree after the other.</summary>
/// <remarks>
/// Notation, per row: o ∈ {0, 1} says whether the row goes the way of all the path's splits on a feature, z is the product of the shares
/// of those ways, P_t = Π ((1 − t) z_i + t o_i) over the features of the path, h = 1 / ((1 − t) z + t). A leaf of value v gives feature i
/// v (o_i − z_i) ∫ Π_{j≠i} ((1 − t) z_j + t o_j) dt = ∫ v P_t (o_i h_i − 1) / (1 − t) dt.
/// An edge that asks a feature anew (o', z' become o, z; s = z / z') multiplies P by s + t h' (o − s o'), and changes what its leaves give
/// the feature by ∫ v P_t (o h − o' h') / (1 − t) dt; where nothing was asked before, o' = h' = 1 gives the formula above. So the leaves'
/// v P_t / (1 − t) are summed on the way up and every edge pays its feature once. Spans hold an entry per point t.
/// </remarks>
internal static class PathKernel
{
    /// <summary>The products beyond an edge, times a factor: P s f + P t h' (o − s o') f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Descend(
        ReadOnlySpan<Lanes> products, in Lanes earlier, in Lanes side, (double Share, double Factor) edge, ReadOnlySpan<double> slopes, Span<Lanes> beyond)
    {
        products = products[..slopes.Length];
        beyond = beyond[..slopes.Length];
        var scaled = edge.Share * edge.Factor;
        var change = Lanes.MultiplyAdd(earlier, -scaled, side * Lanes.All(edge.Factor));
        for (var k = 0; k < slopes.Length; k++) beyond[k] = products[k] * Lanes.MultiplyAdd(change, slopes[k], scaled);
    }

    /// <summary>Pays the feature of a split for the leaves on its left, whose sums become those of the split so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PayLeft(ReadOnlySpan<Lanes> child, in Lanes side, ReadOnlySpan<double> heights, Span<Lanes> sums, ref Lanes contribution)
    {
        child = child[..heights.Length];
        sums = sums[..heights.Length];
        var paid = Lanes.All(0);
        for (var k = 0; k < heights.Length; k++)
        {
            var sum = child[k];
            sums[k] = sum;
            paid = Lanes.MultiplyAdd(sum, heights[k], paid);
        }

        contribution = Lanes.MultiplyAdd(paid, side, contribution);
    }

    /// <summary>Pays the feature of a split for the leaves on its right, and takes back what its earlier edge was paid for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PayRight(
        ReadOnlySpan<Lanes> child, in Lanes earlier, in Lanes side, SplitStep step, Span<Lanes> sums, ref Lanes contribution)
    {
        ReadOnlySpan<double> heights = step.Constants.Right, before = step.Constants.Earlier[..heights.Length];
        child = child[..heights.Length];
        sums = sums[..heights.Length];
        Lanes paid = Lanes.All(0), back = Lanes.All(0);
        for (var k = 0; k < heights.Length; k++)
        {
            var sum = child[k];
            paid = Lanes.MultiplyAdd(sum, heights[k], paid);
            sum += sums[k];
            sums[k] = sum;
            back = Lanes.MultiplyAdd(sum, -before[k], back);
        }

        contribution = Lanes.MultiplyAdd(back, earlier, Lanes.MultiplyAdd(paid, side, contribution));
    }

    /// <summary>All of it at once for a split with a leaf on either side; <paramref name="left"/> are the rows that go left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fork(ReadOnlySpan<Lanes> products, in Lanes earlier, in Lanes left, SplitStep step, Span<Lanes> sums, ref Lanes contribution)
    {
        ReadOnlySpan<double> slopes = step.Constants.Slopes, before = step.Constants.Earlier[..slopes.Length];
        ReadOnlySpan<double> leftHeights = step.Constants.Left[..slopes.Length], rightHeights = step.Constants.Right[..slopes.Length];
        products = products[..slopes.Length];
        sums = sums[..slopes.Length];
        double leftValue = step.Left.Value, rightValue = step.Right.Value;
        double leftShare = leftValue * step.Left.Share, rightShare = rightValue * step.Right.Share;
        var leftChange = Lanes.MultiplyAdd(earlier, -leftShare, left * Lanes.All(leftValue));
        var rightChange = Lanes.MultiplyAdd(earlier, rightValue - rightShare, left * Lanes.All(-rightValue));
        // With o_R = o' − o_L: o_L L h_L + o_R R h_R − o' (L + R) h' = o_L (L h_L − R h_R) + o' (R h_R − (L + R) h').
        Lanes ofLeft = Lanes.All(0), ofBoth = Lanes.All(0);
        for (var k = 0; k < slopes.Length; k++)
        {
            var product = products[k];
            var onLeft = product * Lanes.MultiplyAdd(leftChange, slopes[k], leftShare);
            var onRight = product * Lanes.MultiplyAdd(rightChange, slopes[k], rightShare);
            ofLeft = Lanes.MultiplyAdd(onRight, -rightHeights[k], Lanes.MultiplyAdd(onLeft, leftHeights[k], ofLeft));
            ofBoth = Lanes.MultiplyAdd(onRight, rightHeights[k], ofBoth);
            onLeft += onRight;
            sums[k] = onLeft;
            ofBoth = Lanes.MultiplyAdd(onLeft, -before[k], ofBoth);
        }

        contribution = Lanes.MultiplyAdd(ofLeft, left, Lanes.MultiplyAdd(ofBoth, earlier, contribution));
    }
}

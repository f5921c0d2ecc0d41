using System.Runtime.CompilerServices;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>The inner loops of path-dependent interactions: 32 rows at a time, in the notation of <see cref="PathKernel"/>.</summary>
/// <remarks>
/// A leaf gives the pair (i, j) ½ v (o_i − z_i) (o_j − z_j) ∫ Π_{l≠i,j} ((1 − t) z_l + t o_l) dt = ½ ∫ v P_t (o_i h_i − 1) (o_j h_j − 1) / (1 − t)² dt.
/// A split that asks i anew changes the first factor for the leaves below it: Y_t = Σ v P_t (o h − o' h') / (1 − t) over both its sides.
/// Then ∫ Y_t goes to feature i and ½ ∫ Y_t (o_j h_j − 1) / (1 − t) to the pair with every other feature j of the path.
/// </remarks>
internal static class InteractionKernel
{
    /// <summary>Adds the sums beyond an edge to those of the split, and the sums times o h to the change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<Lanes> child, in Lanes side, ReadOnlySpan<double> heights, Span<Lanes> sums, Span<Lanes> change)
    {
        child = child[..heights.Length];
        sums = sums[..heights.Length];
        change = change[..heights.Length];
        for (var k = 0; k < heights.Length; k++)
        {
            sums[k] += child[k];
            change[k] = Lanes.MultiplyAdd(child[k] * side, heights[k], change[k]);
        }
    }

    /// <summary>Takes the earlier edge off the change and adds the whole to the feature's contribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Settle(ReadOnlySpan<Lanes> sums, in Lanes earlier, ReadOnlySpan<double> before, Span<Lanes> change, ref Lanes contribution)
    {
        sums = sums[..before.Length];
        change = change[..before.Length];
        var total = contribution;
        for (var k = 0; k < before.Length; k++)
        {
            var settled = Lanes.MultiplyAdd(sums[k] * earlier, -before[k], change[k]);
            change[k] = settled;
            total += settled;
        }

        contribution = total;
    }

    /// <summary>Adds Σ_t Y_t (o h − 1) / (2 (1 − t)) to a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pair(ReadOnlySpan<Lanes> change, in Lanes side, ReadOnlySpan<double> heights, ReadOnlySpan<double> halves, ref Lanes pair)
    {
        change = change[..heights.Length];
        halves = halves[..heights.Length];
        Lanes present = Lanes.All(0), absent = Lanes.All(0);
        for (var k = 0; k < heights.Length; k++)
        {
            var here = change[k];
            present = Lanes.MultiplyAdd(here, heights[k] * halves[k], present);
            absent = Lanes.MultiplyAdd(here, -halves[k], absent);
        }

        pair = Lanes.MultiplyAdd(present, side, pair + absent);
    }
}

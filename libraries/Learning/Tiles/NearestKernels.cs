using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Tiles;

/// <summary>Looks through what <see cref="TileKernels.Combine"/> gave for the sixteen rows of a tile.</summary>
internal static class NearestKernels
{
    private const int Height = TiledRows.TileHeight;

    /// <summary>Per row: the point with the least result (the first of equals), that result, and the least of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LeastTwo(
        KernelPath path, ReadOnlySpan<float> results, int points, Span<int> nearest, Span<float> least, Span<float> second)
    {
        if (results.Length < points * Height || nearest.Length < Height || least.Length < Height || second.Length < Height)
        {
            throw new ArgumentException("Results and targets do not fit.");
        }

        ref var result = ref MemoryMarshal.GetReference(results);
        switch (path)
        {
            case KernelPath.Vector512:
                LeastTwo512(ref result, points, ref nearest[0], ref least[0], ref second[0]);
                break;
            case KernelPath.Vector256:
                LeastTwo256(ref result, points, ref nearest[0], ref least[0], ref second[0]);
                LeastTwo256(ref Unsafe.Add(ref result, Height / 2), points, ref nearest[Height / 2], ref least[Height / 2], ref second[Height / 2]);
                break;
            default:
                for (var row = 0; row < Height; row++) (nearest[row], least[row], second[row]) = LeastTwo(results, points, row);
                break;
        }
    }

    /// <summary>By how much the rows are nearer to their nearest point than to the next, at the least, rounding taken into account.</summary>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="squares">The rows' squared lengths.</param>
    /// <param name="least">The squared distances to the nearest points, less those.</param>
    /// <param name="second">The same of the next.</param>
    /// <param name="rounding">What squared distances may be wrong by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float LeastMargin(KernelPath path, ReadOnlySpan<float> squares, ReadOnlySpan<float> least, ReadOnlySpan<float> second, DistanceRounding rounding)
    {
        Span<float> margins = stackalloc float[Height];
        if (path == KernelPath.Vector512)
        {
            var square = Vector512.Create(squares);
            var error = (square * rounding.PerSquare) + Vector512.Create(rounding.Fixed);
            var near = Vector512.Sqrt(Vector512.MaxNative(Vector512.Create(least) + square + error, Vector512<float>.Zero));
            var far = Vector512.Sqrt(Vector512.MaxNative(Vector512.Create(second) + square - error, Vector512<float>.Zero));
            (far - near).CopyTo(margins);
        }
        else
        {
            for (var row = 0; row < Height; row++)
            {
                var error = (squares[row] * rounding.PerSquare) + rounding.Fixed;
                var near = MathF.Sqrt(Math.Max(least[row] + squares[row] + error, 0));
                margins[row] = MathF.Sqrt(Math.Max(second[row] + squares[row] - error, 0)) - near;
            }
        }

        var margin = margins[0];
        foreach (var other in margins) margin = other < margin ? other : margin;
        return margin;
    }

    /// <summary>Adds an offset per row to the results of one point; gives the rows, as bits, whose sum is below a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Below(KernelPath path, ReadOnlySpan<float> results, ReadOnlySpan<float> offsets, float bound, Span<float> sums)
    {
        if (path == KernelPath.Vector512)
        {
            var sum = Vector512.Create(results) + Vector512.Create(offsets);
            sum.CopyTo(sums);
            return (uint)Vector512.LessThan(sum, Vector512.Create(bound)).ExtractMostSignificantBits();
        }

        if (path == KernelPath.Vector256)
        {
            const int Half = Height / 2;
            var low = Vector256.Create(results) + Vector256.Create(offsets);
            var high = Vector256.Create(results[Half..]) + Vector256.Create(offsets[Half..]);
            low.CopyTo(sums);
            high.CopyTo(sums[Half..]);
            var least = Vector256.Create(bound);
            return Vector256.LessThan(low, least).ExtractMostSignificantBits() | (Vector256.LessThan(high, least).ExtractMostSignificantBits() << Half);
        }

        uint bits = 0;
        for (var row = 0; row < Height; row++)
        {
            sums[row] = results[row] + offsets[row];
            if (sums[row] < bound) bits |= 1u << row;
        }

        return bits;
    }

    /// <summary>Per row: the lesser of what it had and the squared distance that a result stands for.</summary>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="results">Squared distances less the rows' squared lengths.</param>
    /// <param name="squares">The rows' squared lengths.</param>
    /// <param name="before">What each row had.</param>
    /// <param name="after">What each row has now.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KeepLess(KernelPath path, ReadOnlySpan<float> results, ReadOnlySpan<float> squares, ReadOnlySpan<float> before, Span<float> after)
    {
        if (path == KernelPath.Vector512)
        {
            var distance = Vector512.MaxNative(Vector512.Create(results) + Vector512.Create(squares), Vector512<float>.Zero);
            Vector512.MinNative(Vector512.Create(before), distance).CopyTo(after);
            return;
        }

        for (var row = 0; row < Height; row++)
        {
            var distance = results[row] + squares[row];
            after[row] = Math.Min(before[row], distance > 0 ? distance : 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Nearest, float Least, float Second) LeastTwo(ReadOnlySpan<float> results, int points, int row)
    {
        var nearest = 0;
        float least = float.PositiveInfinity, second = float.PositiveInfinity;
        for (var point = 0; point < points; point++)
        {
            var result = results[(point * Height) + row];
            if (result < least) (nearest, least, second) = (point, result, least);
            else if (result < second) second = result;
        }

        return (nearest, least, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeastTwo512(ref float results, int points, ref int nearest, ref float least, ref float second)
    {
        var index = Vector512<int>.Zero;
        var best = Vector512.Create(float.PositiveInfinity);
        var next = best;
        for (var point = 0; point < points; point++)
        {
            var result = Vector512.LoadUnsafe(ref results, (nuint)(point * Height));
            var nearer = Vector512.LessThan(result, best);
            next = Vector512.MinNative(next, Vector512.MaxNative(best, result));
            best = Vector512.MinNative(best, result);
            index = Vector512.ConditionalSelect(nearer.AsInt32(), Vector512.Create(point), index);
        }

        index.StoreUnsafe(ref nearest);
        best.StoreUnsafe(ref least);
        next.StoreUnsafe(ref second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeastTwo256(ref float results, int points, ref int nearest, ref float least, ref float second)
    {
        var index = Vector256<int>.Zero;
        var best = Vector256.Create(float.PositiveInfinity);
        var next = best;
        for (var point = 0; point < points; point++)
        {
            var result = Vector256.LoadUnsafe(ref results, (nuint)(point * Height));
            var nearer = Vector256.LessThan(result, best);
            next = Vector256.MinNative(next, Vector256.MaxNative(best, result));
            best = Vector256.MinNative(best, result);
            index = Vector256.ConditionalSelect(nearer.AsInt32(), Vector256.Create(point), index);
        }

        index.StoreUnsafe(ref nearest);
        best.StoreUnsafe(ref least);
        next.StoreUnsafe(ref second);
    }
}

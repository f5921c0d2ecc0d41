using System.Numerics;

namespace MlPlatform.Trust.Bias;

/// <summary>The inner loops of counting: codes of several columns become one key per row, keys become counts.</summary>
/// <remarks>
/// A key is the row's cell in a table laid out row-major over the columns, or −1 where a code is missing (negative). Tables hold one
/// cell more than there are keys: cell 0 counts the rows left out. <see cref="Combine"/> and <see cref="CombineScalar"/> are twins.
/// </remarks>
internal static class CountingKernels
{
    /// <summary>How many tables <see cref="Tally"/> deals rows to in turn, so that equal neighbours do not wait for each other.</summary>
    public const int Lanes = 4;

    /// <summary>keys ← keys · values + codes, −1 where either is negative; returns the largest code.</summary>
    public static int Combine(Span<int> keys, ReadOnlySpan<int> codes, int values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, keys.Length, nameof(codes));
        var largest = new Vector<int>(-1);
        var row = 0;
        for (; row <= keys.Length - Vector<int>.Count; row += Vector<int>.Count)
        {
            Vector<int> key = new(keys[row..]), code = new(codes[row..]);
            largest = Vector.Max(largest, code);
            ((key * values + code) | Vector.ShiftRightArithmetic(key | code, 31)).CopyTo(keys[row..]);
        }

        var rest = CombineScalar(keys[row..], codes[row..], values);
        for (var lane = 0; lane < Vector<int>.Count; lane++) rest = Math.Max(rest, largest[lane]);
        return rest;
    }

    public static int CombineScalar(Span<int> keys, ReadOnlySpan<int> codes, int values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, keys.Length, nameof(codes));
        var largest = -1;
        for (var row = 0; row < keys.Length; row++)
        {
            largest = Math.Max(largest, codes[row]);
            keys[row] = keys[row] < 0 || codes[row] < 0 ? -1 : (keys[row] * values) + codes[row];
        }

        return largest;
    }

    /// <summary>Counts keys into <see cref="Lanes"/> tables that lie <paramref name="stride"/> apart (0: all are the same table).</summary>
    public static void Tally(ReadOnlySpan<int> keys, Span<int> counts, int stride)
    {
        var row = 0;
        for (; row <= keys.Length - Lanes; row += Lanes)
        {
            var four = keys.Slice(row, Lanes);
            counts[four[0] + 1]++;
            counts[stride + four[1] + 1]++;
            counts[(2 * stride) + four[2] + 1]++;
            counts[(3 * stride) + four[3] + 1]++;
        }

        for (; row < keys.Length; row++) counts[keys[row] + 1]++;
    }

    /// <summary>Adds each row's weight, and its square, to the row's cell.</summary>
    public static void TallyWeights(ReadOnlySpan<int> keys, ReadOnlySpan<double> weights, Span<double> sums, Span<double> squares)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, keys.Length, nameof(weights));
        for (var row = 0; row < keys.Length; row++)
        {
            sums[keys[row] + 1] += weights[row];
            squares[keys[row] + 1] += weights[row] * weights[row];
        }
    }

    /// <summary>Deals each row's weight (1 where there are none) to two cells: the share 1 − score to cell 2·key, the share score to the next.</summary>
    public static void TallyScores(ReadOnlySpan<int> keys, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights, Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, keys.Length, nameof(scores));
        for (var row = 0; row < keys.Length; row++)
        {
            if (keys[row] < 0) continue;
            var weight = weights.IsEmpty ? 1 : weights[row];
            sums[(2 * keys[row]) + 1] += weight * (1 - scores[row]);
            sums[(2 * keys[row]) + 2] += weight * scores[row];
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Decomposition;

/// <summary>Products of all pairs of columns, summed over rows in doubles: eight sums side by side, added up at the end. All paths give the same bits.</summary>
internal static class GramKernels
{
    /// <summary>Columns come in blocks of so many.</summary>
    public const int Block = 4;

    private const int Lanes = 8;

    /// <summary>Adds the products of columns i ≥ j to a square matrix, at [i, j].</summary>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="columns">Column × rows; a multiple of four columns, a multiple of eight rows.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="gram">Columns × columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(KernelPath path, ReadOnlySpan<double> columns, int rows, Span<double> gram)
    {
        var count = columns.Length / rows;
        if (count % Block != 0 || rows % Lanes != 0 || gram.Length != count * count) throw new ArgumentException("Columns, rows and matrix do not fit.");
        Span<double> sums = stackalloc double[Block * Block * Lanes];
        for (var i = 0; i < count; i += Block)
        {
            for (var j = 0; j <= i; j += Block)
            {
                var left = columns.Slice(i * rows, Block * rows);
                var right = columns.Slice(j * rows, Block * rows);
                if (path == KernelPath.Scalar) AddScalar(left, right, rows, sums);
                else if (path == KernelPath.Vector256) AddBlock256(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), rows, sums);
                else AddBlock512(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), rows, sums);
                for (var pair = 0; pair < Block * Block; pair++)
                {
                    gram[((i + (pair / Block)) * count) + j + (pair % Block)] += Total(sums.Slice(pair * Lanes, Lanes));
                }
            }
        }
    }

    private static double Total(ReadOnlySpan<double> sums) =>
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));

    private static void AddScalar(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, Span<double> sums)
    {
        sums.Clear();
        for (var pair = 0; pair < Block * Block; pair++)
        {
            var first = left.Slice(pair / Block * rows, rows);
            var second = right.Slice(pair % Block * rows, rows);
            var own = sums.Slice(pair * Lanes, Lanes);
            for (var row = 0; row < rows; row++) own[row % Lanes] = Math.FusedMultiplyAdd(first[row], second[row], own[row % Lanes]);
        }
    }

    /// <summary>Two columns against four at a time, so that the eight sums stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock512(ref double left, ref double right, int rows, Span<double> sums)
    {
        for (var half = 0; half < Block; half += 2)
        {
            ref var a = ref Unsafe.Add(ref left, half * rows);
            Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
            for (var row = 0; row < rows; row += Lanes)
            {
                var x0 = Vector512.LoadUnsafe(ref a, (nuint)row);
                var x1 = Vector512.LoadUnsafe(ref a, (nuint)(row + rows));
                var y0 = Vector512.LoadUnsafe(ref right, (nuint)row);
                var y1 = Vector512.LoadUnsafe(ref right, (nuint)(row + rows));
                var y2 = Vector512.LoadUnsafe(ref right, (nuint)(row + (2 * rows)));
                var y3 = Vector512.LoadUnsafe(ref right, (nuint)(row + (3 * rows)));
                s00 = Vector512.FusedMultiplyAdd(x0, y0, s00);
                s01 = Vector512.FusedMultiplyAdd(x0, y1, s01);
                s02 = Vector512.FusedMultiplyAdd(x0, y2, s02);
                s03 = Vector512.FusedMultiplyAdd(x0, y3, s03);
                s10 = Vector512.FusedMultiplyAdd(x1, y0, s10);
                s11 = Vector512.FusedMultiplyAdd(x1, y1, s11);
                s12 = Vector512.FusedMultiplyAdd(x1, y2, s12);
                s13 = Vector512.FusedMultiplyAdd(x1, y3, s13);
            }

            var target = sums[(half * Block * Lanes)..];
            s00.CopyTo(target);
            s01.CopyTo(target[Lanes..]);
            s02.CopyTo(target[(2 * Lanes)..]);
            s03.CopyTo(target[(3 * Lanes)..]);
            s10.CopyTo(target[(4 * Lanes)..]);
            s11.CopyTo(target[(5 * Lanes)..]);
            s12.CopyTo(target[(6 * Lanes)..]);
            s13.CopyTo(target[(7 * Lanes)..]);
        }
    }

    /// <summary>One column against four, in two vectors of four rows each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock256(ref double left, ref double right, int rows, Span<double> sums)
    {
        const int Half = Lanes / 2;
        for (var column = 0; column < Block; column++)
        {
            ref var a = ref Unsafe.Add(ref left, column * rows);
            Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
            for (var row = 0; row < rows; row += Lanes)
            {
                var x = Vector256.LoadUnsafe(ref a, (nuint)row);
                var z = Vector256.LoadUnsafe(ref a, (nuint)(row + Half));
                s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref right, (nuint)row), s0);
                t0 = Vector256.FusedMultiplyAdd(z, Vector256.LoadUnsafe(ref right, (nuint)(row + Half)), t0);
                s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref right, (nuint)(row + rows)), s1);
                t1 = Vector256.FusedMultiplyAdd(z, Vector256.LoadUnsafe(ref right, (nuint)(row + rows + Half)), t1);
                s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref right, (nuint)(row + (2 * rows))), s2);
                t2 = Vector256.FusedMultiplyAdd(z, Vector256.LoadUnsafe(ref right, (nuint)(row + (2 * rows) + Half)), t2);
                s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref right, (nuint)(row + (3 * rows))), s3);
                t3 = Vector256.FusedMultiplyAdd(z, Vector256.LoadUnsafe(ref right, (nuint)(row + (3 * rows) + Half)), t3);
            }

            var target = sums[(column * Block * Lanes)..];
            s0.CopyTo(target);
            t0.CopyTo(target[Half..]);
            s1.CopyTo(target[Lanes..]);
            t1.CopyTo(target[(Lanes + Half)..]);
            s2.CopyTo(target[(2 * Lanes)..]);
            t2.CopyTo(target[((2 * Lanes) + Half)..]);
            s3.CopyTo(target[(3 * Lanes)..]);
            t3.CopyTo(target[((3 * Lanes) + Half)..]);
        }
    }
}

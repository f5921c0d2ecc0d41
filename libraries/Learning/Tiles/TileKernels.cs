using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Tiles;

/// <summary>Combines the sixteen rows of a tile with packed points. Each path adds the columns in order with one rounding each, so all give the same bits.</summary>
internal static class TileKernels
{
    private const int Height = TiledRows.TileHeight;
    private const int Panel = PackedPoints.PanelWidth;
    private const int Half = Panel / 2;

    /// <summary>Per point and row of the tile: the point's offset plus the products of their coordinates.</summary>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="tile">A tile of rows as wide as the points.</param>
    /// <param name="points">The points.</param>
    /// <param name="results">Point × 16 rows; at least <see cref="PackedPoints.ResultLength"/> long. What belongs to no point is undefined.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(KernelPath path, ReadOnlySpan<float> tile, PackedPoints points, Span<float> results)
    {
        var width = points.Width;
        if (tile.Length != width * Height || results.Length < points.ResultLength) throw new ArgumentException("Tile, points and results do not fit.");
        ref var rows = ref MemoryMarshal.GetReference(tile);
        ref var result = ref MemoryMarshal.GetReference(results);
        for (var first = 0; first < points.Count; first += Panel)
        {
            ref var panel = ref points.Values[first * width];
            ref var offsets = ref points.Offsets[first];
            ref var target = ref Unsafe.Add(ref result, first * Height);
            var few = points.Count - first <= Half;
            switch (path)
            {
                case KernelPath.Vector512 when few:
                    Four512(ref rows, width, ref panel, ref offsets, ref target);
                    break;
                case KernelPath.Vector512:
                    Eight512(ref rows, width, ref panel, ref offsets, ref target);
                    break;
                case KernelPath.Vector256:
                    Four256(ref rows, width, ref panel, ref offsets, ref target);
                    if (!few) Four256(ref rows, width, ref Unsafe.Add(ref panel, Half), ref Unsafe.Add(ref offsets, Half), ref Unsafe.Add(ref target, Half * Height));
                    break;
                default:
                    Scalar(tile, points.Values.AsSpan(first * width, Panel * width), points.Offsets.AsSpan(first, Panel), results[(first * Height)..]);
                    break;
            }
        }
    }

    /// <summary>The squared length of each row of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Squares(KernelPath path, ReadOnlySpan<float> tile, Span<float> squares)
    {
        squares[..Height].Clear();
        for (var start = 0; start < tile.Length; start += Height)
        {
            var column = tile.Slice(start, Height);
            if (path == KernelPath.Vector512)
            {
                var x = Vector512.Create(column);
                Vector512.FusedMultiplyAdd(x, x, Vector512.Create<float>(squares)).CopyTo(squares);
            }
            else
            {
                for (var row = 0; row < Height; row++) squares[row] = MathF.FusedMultiplyAdd(column[row], column[row], squares[row]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ReadOnlySpan<float> tile, ReadOnlySpan<float> panel, ReadOnlySpan<float> offsets, Span<float> results)
    {
        for (var point = 0; point < Panel; point++)
        {
            for (var row = 0; row < Height; row++)
            {
                var sum = offsets[point];
                for (int i = row, p = point; i < tile.Length; i += Height, p += Panel) sum = MathF.FusedMultiplyAdd(tile[i], panel[p], sum);
                results[(point * Height) + row] = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight512(ref float rows, int width, ref float panel, ref float offsets, ref float results)
    {
        var s0 = Vector512.Create(offsets);
        var s1 = Vector512.Create(Unsafe.Add(ref offsets, 1));
        var s2 = Vector512.Create(Unsafe.Add(ref offsets, 2));
        var s3 = Vector512.Create(Unsafe.Add(ref offsets, 3));
        var s4 = Vector512.Create(Unsafe.Add(ref offsets, 4));
        var s5 = Vector512.Create(Unsafe.Add(ref offsets, 5));
        var s6 = Vector512.Create(Unsafe.Add(ref offsets, 6));
        var s7 = Vector512.Create(Unsafe.Add(ref offsets, 7));
        for (var i = 0; i < width; i++)
        {
            var x = Vector512.LoadUnsafe(ref rows, (nuint)(i * Height));
            ref var p = ref Unsafe.Add(ref panel, i * Panel);
            s0 = Vector512.FusedMultiplyAdd(x, Vector512.Create(p), s0);
            s1 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 1)), s1);
            s2 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 2)), s2);
            s3 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 3)), s3);
            s4 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 4)), s4);
            s5 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 5)), s5);
            s6 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 6)), s6);
            s7 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 7)), s7);
        }

        s0.StoreUnsafe(ref results);
        s1.StoreUnsafe(ref results, Height);
        s2.StoreUnsafe(ref results, 2 * Height);
        s3.StoreUnsafe(ref results, 3 * Height);
        s4.StoreUnsafe(ref results, 4 * Height);
        s5.StoreUnsafe(ref results, 5 * Height);
        s6.StoreUnsafe(ref results, 6 * Height);
        s7.StoreUnsafe(ref results, 7 * Height);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four512(ref float rows, int width, ref float panel, ref float offsets, ref float results)
    {
        var s0 = Vector512.Create(offsets);
        var s1 = Vector512.Create(Unsafe.Add(ref offsets, 1));
        var s2 = Vector512.Create(Unsafe.Add(ref offsets, 2));
        var s3 = Vector512.Create(Unsafe.Add(ref offsets, 3));
        for (var i = 0; i < width; i++)
        {
            var x = Vector512.LoadUnsafe(ref rows, (nuint)(i * Height));
            ref var p = ref Unsafe.Add(ref panel, i * Panel);
            s0 = Vector512.FusedMultiplyAdd(x, Vector512.Create(p), s0);
            s1 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 1)), s1);
            s2 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 2)), s2);
            s3 = Vector512.FusedMultiplyAdd(x, Vector512.Create(Unsafe.Add(ref p, 3)), s3);
        }

        s0.StoreUnsafe(ref results);
        s1.StoreUnsafe(ref results, Height);
        s2.StoreUnsafe(ref results, 2 * Height);
        s3.StoreUnsafe(ref results, 3 * Height);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four256(ref float rows, int width, ref float panel, ref float offsets, ref float results)
    {
        const int Lanes = 8;
        for (nuint half = 0; half < Height; half += Lanes)
        {
            var s0 = Vector256.Create(offsets);
            var s1 = Vector256.Create(Unsafe.Add(ref offsets, 1));
            var s2 = Vector256.Create(Unsafe.Add(ref offsets, 2));
            var s3 = Vector256.Create(Unsafe.Add(ref offsets, 3));
            for (var i = 0; i < width; i++)
            {
                var x = Vector256.LoadUnsafe(ref rows, (nuint)(i * Height) + half);
                ref var p = ref Unsafe.Add(ref panel, i * Panel);
                s0 = Vector256.FusedMultiplyAdd(x, Vector256.Create(p), s0);
                s1 = Vector256.FusedMultiplyAdd(x, Vector256.Create(Unsafe.Add(ref p, 1)), s1);
                s2 = Vector256.FusedMultiplyAdd(x, Vector256.Create(Unsafe.Add(ref p, 2)), s2);
                s3 = Vector256.FusedMultiplyAdd(x, Vector256.Create(Unsafe.Add(ref p, 3)), s3);
            }

            s0.StoreUnsafe(ref results, half);
            s1.StoreUnsafe(ref results, Height + half);
            s2.StoreUnsafe(ref results, (2 * Height) + half);
            s3.StoreUnsafe(ref results, (3 * Height) + half);
        }
    }
}

using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Losses;

namespace MlPlatform.Learning.Linear.Kernels;

/// <summary><see cref="BlockMath"/> over lanes of rows; every sum runs in sixteen lanes that are added in a fixed tree.</summary>
internal sealed class BlockMath<TOps, TLanes> : BlockMath where TOps : ILaneOps<TLanes> where TLanes : struct
{
    public override BlockLoss Pointwise<TLoss>(TLoss loss) => new PointwiseLoss<TOps, TLanes, TLoss>(loss);

    public override BlockLoss Softmax(int classes) => new SoftmaxLoss<TOps, TLanes>(classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Margins(ReadOnlySpan<float> columns, ReadOnlySpan<float> weights, float start, Span<float> margins)
    {
        Check(columns.Length, weights.Length, margins.Length);
        for (var row = 0; row < Rows; row += 4 * Lanes)
        {
            TLanes a = TOps.Create(start), b = a, c = a, d = a;
            for (int j = 0, at = row; j < weights.Length; j++, at += Rows)
            {
                var weight = TOps.Create(weights[j]);
                a = TOps.MultiplyAdd(TOps.Load(columns, at), weight, a);
                b = TOps.MultiplyAdd(TOps.Load(columns, at + Lanes), weight, b);
                c = TOps.MultiplyAdd(TOps.Load(columns, at + (2 * Lanes)), weight, c);
                d = TOps.MultiplyAdd(TOps.Load(columns, at + (3 * Lanes)), weight, d);
            }

            TOps.Store(a, margins, row);
            TOps.Store(b, margins, row + Lanes);
            TOps.Store(c, margins, row + (2 * Lanes));
            TOps.Store(d, margins, row + (3 * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddColumnSums(ReadOnlySpan<float> columns, ReadOnlySpan<float> factors, Span<double> sums)
    {
        Check(columns.Length, sums.Length, factors.Length);
        for (var j = 0; j < sums.Length; j += Group)
        {
            TLanes a = default, b = default, c = default, d = default;
            for (int row = 0, at = j * Rows; row < Rows; row += Lanes, at += Lanes)
            {
                var factor = TOps.Load(factors, row);
                a = TOps.MultiplyAdd(TOps.Load(columns, at), factor, a);
                b = TOps.MultiplyAdd(TOps.Load(columns, at + Rows), factor, b);
                c = TOps.MultiplyAdd(TOps.Load(columns, at + (2 * Rows)), factor, c);
                d = TOps.MultiplyAdd(TOps.Load(columns, at + (3 * Rows)), factor, d);
            }

            sums[j] += TOps.Sum(a);
            sums[j + 1] += TOps.Sum(b);
            sums[j + 2] += TOps.Sum(c);
            sums[j + 3] += TOps.Sum(d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum(ReadOnlySpan<float> factors)
    {
        Check(0, 0, factors.Length);
        TLanes sum = default;
        for (var row = 0; row < Rows; row += Lanes) sum = TOps.Add(sum, TOps.Load(factors, row));
        return TOps.Sum(sum);
    }

    public override void AddProducts(ReadOnlySpan<float> columns, ReadOnlySpan<float> factors, Span<double> matrix)
    {
        var width = columns.Length / Rows;
        Check(columns.Length, width, factors.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, width * width);
        for (var i = 0; i < width; i += Group)
        {
            var left = columns.Slice(i * Rows, Group * Rows);
            for (var j = 0; j <= i; j += Group)
            {
                AddTile(left, columns.Slice(j * Rows, Group * Rows), factors, matrix[((i * width) + j)..], width);
            }
        }
    }

    /// <summary>Four columns against four: sixteen sums in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> factors, Span<double> tile, int width)
    {
        TLanes s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        TLanes s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        for (var row = 0; row < Rows; row += Lanes)
        {
            var factor = TOps.Load(factors, row);
            var l0 = TOps.Multiply(TOps.Load(left, row), factor);
            var l1 = TOps.Multiply(TOps.Load(left, row + Rows), factor);
            var l2 = TOps.Multiply(TOps.Load(left, row + (2 * Rows)), factor);
            var l3 = TOps.Multiply(TOps.Load(left, row + (3 * Rows)), factor);
            var r = TOps.Load(right, row);
            s00 = TOps.MultiplyAdd(l0, r, s00);
            s10 = TOps.MultiplyAdd(l1, r, s10);
            s20 = TOps.MultiplyAdd(l2, r, s20);
            s30 = TOps.MultiplyAdd(l3, r, s30);
            r = TOps.Load(right, row + Rows);
            s01 = TOps.MultiplyAdd(l0, r, s01);
            s11 = TOps.MultiplyAdd(l1, r, s11);
            s21 = TOps.MultiplyAdd(l2, r, s21);
            s31 = TOps.MultiplyAdd(l3, r, s31);
            r = TOps.Load(right, row + (2 * Rows));
            s02 = TOps.MultiplyAdd(l0, r, s02);
            s12 = TOps.MultiplyAdd(l1, r, s12);
            s22 = TOps.MultiplyAdd(l2, r, s22);
            s32 = TOps.MultiplyAdd(l3, r, s32);
            r = TOps.Load(right, row + (3 * Rows));
            s03 = TOps.MultiplyAdd(l0, r, s03);
            s13 = TOps.MultiplyAdd(l1, r, s13);
            s23 = TOps.MultiplyAdd(l2, r, s23);
            s33 = TOps.MultiplyAdd(l3, r, s33);
        }

        AddRow(tile, s00, s01, s02, s03);
        AddRow(tile[width..], s10, s11, s12, s13);
        AddRow(tile[(2 * width)..], s20, s21, s22, s23);
        AddRow(tile[(3 * width)..], s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(Span<double> row, TLanes a, TLanes b, TLanes c, TLanes d)
    {
        row[0] += TOps.Sum(a);
        row[1] += TOps.Sum(b);
        row[2] += TOps.Sum(c);
        row[3] += TOps.Sum(d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Dot(ReadOnlySpan<float> row, ReadOnlySpan<float> weights)
    {
        CheckLanes(row.Length, weights.Length);
        TLanes sum = default;
        for (var i = 0; i < row.Length; i += Lanes) sum = TOps.MultiplyAdd(TOps.Load(row, i), TOps.Load(weights, i), sum);
        return (float)TOps.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sums)
    {
        CheckLanes(row.Length, sums.Length);
        var factors = TOps.Create(factor);
        for (var i = 0; i < row.Length; i += Lanes) TOps.Store(TOps.MultiplyAdd(TOps.Load(row, i), factors, TOps.Load(sums, i)), sums, i);
    }

    private static void CheckLanes(int row, int other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row, other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(row % Lanes, 0);
    }

    private static void Check(int cells, int width, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows, Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells, width * Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(width % Group, 0);
    }
}

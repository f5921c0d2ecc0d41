using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Trust.Constraints;

/// <summary>Which number says how far two rows are apart. d_j is a column's difference.</summary>
public enum DistanceKind
{
    /// <summary>Σ d_j, with d_j = |a − b| / scale. With median absolute deviations this is the distance of Wachter et al. (2018).</summary>
    L1 = 1,

    /// <summary>√Σ d_j².</summary>
    L2 = 2,

    /// <summary>max d_j.</summary>
    LInfinity = 3,

    /// <summary>How many columns differ.</summary>
    L0 = 4,

    /// <summary>The mean of d_j, with d_j = |a − b| / range, over the columns that both rows have (Gower 1971); 1 where they share none.</summary>
    Gower = 5,

    /// <summary>√Σ d_j², with d_j = |a − b| / range (Wilson and Martinez 1997). Unlike theirs, two missing values do not differ.</summary>
    Heom = 6,
}

/// <summary>Distances between rows of a <see cref="RowSpace"/>, in scaled units.</summary>
/// <remarks>
/// A category or boolean differs by 1 or not at all. Of two missing values the difference is 0, of one missing value 1 (Gower leaves
/// both out). Range is that of the constraint; where it has no finite or no positive range, its scale stands for it.
/// </remarks>
public sealed class RowDistance
{
    private readonly double[] inverse;
    private readonly double[] numeric;

    public RowDistance(RowSpace space, DistanceKind kind)
    {
        Kind = kind;
        inverse = [.. space.Columns.Select(column => column.IsNumeric ? 1 / Unit(column, kind) : 1)];
        numeric = [.. space.Columns.Select(column => column.IsNumeric ? 1.0 : 0.0)];
    }

    public DistanceKind Kind { get; }

    public double Between(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Kind switch
    {
        DistanceKind.L2 or DistanceKind.Heom => Math.Sqrt(SumKernel(a, b, squared: true)),
        DistanceKind.L1 => SumKernel(a, b, squared: false),
        DistanceKind.LInfinity => LargestScalar(a, b),
        DistanceKind.L0 => ChangedColumns(a, b),
        DistanceKind.Gower => MeanOfShared(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(a), Kind, "Unknown distance."),
    };

    /// <summary>How many columns differ.</summary>
    public static int ChangedColumns(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var changed = 0;
        for (var j = 0; j < a.Length; j++)
        {
            if (!a[j].Equals(b[j])) changed++;
        }

        return changed;
    }

    /// <summary>The row of a table nearest to a row: its index, the lowest of equals, and how far it is.</summary>
    public (int Index, double Distance) Nearest(ReadOnlySpan<double> row, ReadOnlySpan<double> rows)
    {
        var (best, nearest) = (-1, double.PositiveInfinity);
        for (int i = 0, start = 0; start < rows.Length; i++, start += row.Length)
        {
            var distance = Between(row, rows.Slice(start, row.Length));
            if (distance < nearest) (best, nearest) = (i, distance);
        }

        return (best, nearest);
    }

    /// <summary>What one column adds.</summary>
    internal double Difference(int column, double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.IsNaN(a) && double.IsNaN(b) ? 0 : 1;
        return numeric[column] > 0 ? Math.Abs(a - b) * inverse[column] : a == b ? 0 : 1;
    }

    /// <summary>Σ d_j² or Σ d_j, in vectors.</summary>
    internal double SumKernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, bool squared)
    {
        RequireWidth(a, b);
        int lanes = Vector<double>.Count, j = 0;
        if (a.Length < lanes) return SumScalar(a, b, squared);
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sum = Vector<double>.Zero;
        for (; j <= a.Length - lanes; j += lanes)
        {
            var (x, y) = (Vector.LoadUnsafe(ref left, (nuint)j), Vector.LoadUnsafe(ref right, (nuint)j));
            var d = Differences(x, y, new Vector<double>(inverse, j), new Vector<double>(numeric, j));
            sum += squared ? d * d : d;
        }

        var total = Vector.Sum(sum);
        for (; j < a.Length; j++)
        {
            var difference = Difference(j, a[j], b[j]);
            total += squared ? difference * difference : difference;
        }

        return total;
    }

    /// <summary>Σ d_j² or Σ d_j, one column after another: what the vectors must agree with.</summary>
    internal double SumScalar(ReadOnlySpan<double> a, ReadOnlySpan<double> b, bool squared)
    {
        RequireWidth(a, b);
        var total = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            var difference = Difference(j, a[j], b[j]);
            total += squared ? difference * difference : difference;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Differences(Vector<double> x, Vector<double> y, Vector<double> inverse, Vector<double> numeric)
    {
        var same = Vector.Equals(x, y) | (~Vector.Equals(x, x) & ~Vector.Equals(y, y));
        var other = Vector.ConditionalSelect(same, Vector<double>.Zero, Vector<double>.One);
        var amount = Vector.Abs(x - y) * inverse;
        return Vector.ConditionalSelect(Vector.GreaterThan(numeric, Vector<double>.Zero) & Vector.Equals(amount, amount), amount, other);
    }

    private double MeanOfShared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        RequireWidth(a, b);
        var (sum, shared) = (0.0, 0);
        for (var j = 0; j < a.Length; j++)
        {
            if (double.IsNaN(a[j]) || double.IsNaN(b[j])) continue;
            sum += Difference(j, a[j], b[j]);
            shared++;
        }

        return shared > 0 ? sum / shared : 1;
    }

    private double LargestScalar(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        RequireWidth(a, b);
        var largest = 0.0;
        for (var j = 0; j < a.Length; j++) largest = Math.Max(largest, Difference(j, a[j], b[j]));
        return largest;
    }

    private static double Unit(ColumnConstraint column, DistanceKind kind)
    {
        var range = column.Maximum - column.Minimum;
        return kind is DistanceKind.Gower or DistanceKind.Heom && range > 0 && double.IsFinite(range) ? range : column.Scale;
    }

    private void RequireWidth(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, inverse.Length, nameof(a));
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, inverse.Length, nameof(b));
    }
}

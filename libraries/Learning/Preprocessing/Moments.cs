using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Weighted count, mean, squared deviations and range of the values that are present, block by block.</summary>
/// <remarks>
/// Within a block the sums run in eight lanes that are added in a fixed tree, so that they do not depend on the machine's vector
/// width; blocks are merged in order (Chan, Golub and LeVeque, 1979).
/// </remarks>
internal struct Moments()
{
    private double squares;

    public double Total { get; private set; }

    public double Mean { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether a row with weight misses its value.</summary>
    public bool HasMissing { get; private set; }

    public readonly double Deviation => Total > 0 ? Math.Sqrt(squares / Total) : 0;

    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var (total, sum, minimum, maximum, missing) = Sums(values, weights);
        HasMissing |= missing > 0;
        if (total == 0) return;
        var mean = sum / total;
        var delta = mean - Mean;
        var merged = Total + total;
        squares += SquaresAround(mean, values, weights) + (delta * delta * (Total * total / merged));
        Mean += delta * (total / merged);
        Total = merged;
        Minimum = Math.Min(Minimum, minimum);
        Maximum = Math.Max(Maximum, maximum);
    }

    private static (double Total, double Sum, double Minimum, double Maximum, double Missing) Sums(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        weights = weights[..values.Length];
        Vector512<double> total = default, sum = default, missing = default;
        var minimum = Vector512.Create(double.PositiveInfinity);
        var maximum = Vector512.Create(double.NegativeInfinity);
        for (var i = 0; i < values.Length; i += Vector512<double>.Count)
        {
            var value = Load(values, i, double.NaN);
            var weight = Load(weights, i, 0);
            var used = Vector512.Equals(value, value) & Vector512.GreaterThan(weight, Vector512<double>.Zero);
            total += weight & used;
            missing += Vector512.AndNot(weight, used);
            sum += (weight * value) & used;
            minimum = Vector512.Min(minimum, Vector512.ConditionalSelect(used, value, minimum));
            maximum = Vector512.Max(maximum, Vector512.ConditionalSelect(used, value, maximum));
        }

        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            low = Math.Min(low, minimum[lane]);
            high = Math.Max(high, maximum[lane]);
        }

        return (AddLanes(total), AddLanes(sum), low, high, AddLanes(missing));
    }

    private static double SquaresAround(double mean, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        weights = weights[..values.Length];
        Vector512<double> squares = default;
        var center = Vector512.Create(mean);
        for (var i = 0; i < values.Length; i += Vector512<double>.Count)
        {
            var delta = Load(values, i, double.NaN) - center;
            squares += (Load(weights, i, 0) * delta * delta) & Vector512.Equals(delta, delta);
        }

        return AddLanes(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> values, int start, double filler)
    {
        if (start + Vector512<double>.Count <= values.Length) return Vector512.Create(values.Slice(start, Vector512<double>.Count));
        var lanes = Vector512.Create(filler);
        for (var i = start; i < values.Length; i++) lanes = lanes.WithElement(i - start, values[i]);
        return lanes;
    }

    private static double AddLanes(Vector512<double> lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

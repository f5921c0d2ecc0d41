using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Linear.Kernels;

/// <summary>Sixteen floats, one after another.</summary>
[InlineArray(ILaneOps<SixteenFloats>.Count)]
internal struct SixteenFloats
{
    private float first;
}

/// <summary>The lanes one by one, without vector instructions: the plain twin of <see cref="VectorLanes"/>.</summary>
internal readonly struct PlainLanes : ILaneOps<SixteenFloats>
{
    private const int Count = ILaneOps<SixteenFloats>.Count;
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static SixteenFloats Load(ReadOnlySpan<float> source, int start)
    {
        SixteenFloats lanes = default;
        source.Slice(start, Count).CopyTo(lanes);
        return lanes;
    }

    public static void Store(SixteenFloats lanes, Span<float> target, int start) => ((ReadOnlySpan<float>)lanes).CopyTo(target[start..]);

    public static SixteenFloats Create(float value)
    {
        SixteenFloats lanes = default;
        ((Span<float>)lanes).Fill(value);
        return lanes;
    }

    public static SixteenFloats Add(SixteenFloats left, SixteenFloats right)
    {
        for (var i = 0; i < Count; i++) left[i] += right[i];
        return left;
    }

    public static SixteenFloats Subtract(SixteenFloats left, SixteenFloats right)
    {
        for (var i = 0; i < Count; i++) left[i] -= right[i];
        return left;
    }

    public static SixteenFloats Multiply(SixteenFloats left, SixteenFloats right)
    {
        for (var i = 0; i < Count; i++) left[i] *= right[i];
        return left;
    }

    public static SixteenFloats Divide(SixteenFloats left, SixteenFloats right)
    {
        for (var i = 0; i < Count; i++) left[i] /= right[i];
        return left;
    }

    public static SixteenFloats MultiplyAdd(SixteenFloats left, SixteenFloats right, SixteenFloats addend)
    {
        for (var i = 0; i < Count; i++) addend[i] = MathF.FusedMultiplyAdd(left[i], right[i], addend[i]);
        return addend;
    }

    public static SixteenFloats Max(SixteenFloats left, SixteenFloats right)
    {
        for (var i = 0; i < Count; i++) left[i] = MathF.Max(left[i], right[i]);
        return left;
    }

    public static SixteenFloats Abs(SixteenFloats lanes)
    {
        for (var i = 0; i < Count; i++) lanes[i] = MathF.Abs(lanes[i]);
        return lanes;
    }

    public static SixteenFloats Floor(SixteenFloats lanes)
    {
        for (var i = 0; i < Count; i++) lanes[i] = MathF.Floor(lanes[i]);
        return lanes;
    }

    public static SixteenFloats WhereGreater(SixteenFloats left, SixteenFloats right, SixteenFloats ifGreater, SixteenFloats otherwise)
    {
        for (var i = 0; i < Count; i++) otherwise[i] = left[i] > right[i] ? ifGreater[i] : otherwise[i];
        return otherwise;
    }

    public static SixteenFloats WhereEqual(SixteenFloats left, SixteenFloats right, SixteenFloats ifEqual, SixteenFloats otherwise)
    {
        for (var i = 0; i < Count; i++) otherwise[i] = left[i] == right[i] ? ifEqual[i] : otherwise[i];
        return otherwise;
    }

    public static SixteenFloats PowerOfTwo(SixteenFloats exponent)
    {
        for (var i = 0; i < Count; i++) exponent[i] = BitConverter.Int32BitsToSingle(((int)exponent[i] + ExponentBias) << MantissaBits);
        return exponent;
    }

    public static SixteenFloats Exponent(SixteenFloats lanes, out SixteenFloats mantissa)
    {
        mantissa = default;
        for (var i = 0; i < Count; i++)
        {
            var bits = BitConverter.SingleToInt32Bits(lanes[i]);
            mantissa[i] = BitConverter.Int32BitsToSingle((bits & ((1 << MantissaBits) - 1)) | (ExponentBias << MantissaBits));
            lanes[i] = (bits >>> MantissaBits) - ExponentBias;
        }

        return lanes;
    }

    public static double Sum(SixteenFloats lanes)
    {
        Span<double> sums = stackalloc double[Count];
        for (var i = 0; i < Count; i++) sums[i] = lanes[i];
        for (var half = Count / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++) sums[i] += sums[i + half];
        }

        return sums[0];
    }
}

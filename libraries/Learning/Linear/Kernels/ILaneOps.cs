namespace MlPlatform.Learning.Linear.Kernels;

/// <summary>Arithmetic on sixteen floats side by side. Every operation rounds once per lane, as IEEE 754 says, so that all implementations agree to the bit.</summary>
/// <typeparam name="TLanes">Sixteen floats.</typeparam>
internal interface ILaneOps<TLanes> where TLanes : struct
{
    /// <summary>The number of lanes.</summary>
    const int Count = BlockMath.Lanes;

    static abstract TLanes Load(ReadOnlySpan<float> source, int start);

    static abstract void Store(TLanes lanes, Span<float> target, int start);

    static abstract TLanes Create(float value);

    static abstract TLanes Add(TLanes left, TLanes right);

    static abstract TLanes Subtract(TLanes left, TLanes right);

    static abstract TLanes Multiply(TLanes left, TLanes right);

    static abstract TLanes Divide(TLanes left, TLanes right);

    /// <summary>left × right + addend, rounded once.</summary>
    static abstract TLanes MultiplyAdd(TLanes left, TLanes right, TLanes addend);

    static abstract TLanes Max(TLanes left, TLanes right);

    static abstract TLanes Abs(TLanes lanes);

    static abstract TLanes Floor(TLanes lanes);

    /// <summary>Lane by lane: left &gt; right ? ifGreater : otherwise.</summary>
    static abstract TLanes WhereGreater(TLanes left, TLanes right, TLanes ifGreater, TLanes otherwise);

    /// <summary>Lane by lane: left == right ? ifEqual : otherwise.</summary>
    static abstract TLanes WhereEqual(TLanes left, TLanes right, TLanes ifEqual, TLanes otherwise);

    /// <summary>2 to the power of whole numbers from -126 to 127.</summary>
    static abstract TLanes PowerOfTwo(TLanes exponent);

    /// <summary>Splits normal positive numbers into 2^exponent × mantissa, with a mantissa from 1 to below 2.</summary>
    static abstract TLanes Exponent(TLanes lanes, out TLanes mantissa);

    /// <summary>The sum in double precision: lanes i and i + 8 first, then halves of what is left.</summary>
    static abstract double Sum(TLanes lanes);
}

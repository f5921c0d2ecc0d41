namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>A few float32 numbers side by side: 16, 8 or 1 of them. Kernels are written once over it.</summary>
/// <remarks>
/// Kernels keep different results in different lanes and add up each result in index order, or in sixteen sums that are joined in
/// one order. Every operation here is exact or correctly rounded. So all widths compute the same bits.
/// </remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many numbers there are; a divisor of <see cref="Padding.Width"/>.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(ref float source, nuint offset);

    static abstract void Store(TSelf value, ref float target, nuint offset);

    static abstract TSelf Broadcast(float value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left × right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Clamp(TSelf value, float lowest, float highest);

    static abstract TSelf SquareRoot(TSelf value);

    /// <summary>To the nearest integer, a half to the even one.</summary>
    static abstract TSelf Round(TSelf value);

    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>2 to the power of integers between -126 and 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The value where the condition is above zero, else zero.</summary>
    static abstract TSelf WherePositive(TSelf condition, TSelf value);

    /// <summary>The value where the hash of counter, counter + 1, ... is at or above the threshold, else zero.</summary>
    static abstract TSelf WhereKept(uint counter, DropoutKey key, uint threshold, TSelf value);
}

/// <summary>Which <see cref="ILanes{TSelf}"/> the kernels run on.</summary>
internal enum LaneWidth
{
    /// <summary>One number at a time: the plain twin of the others.</summary>
    Scalar,

    Vector256,

    Vector512,
}

/// <summary>What the random choice of dropped units hangs on.</summary>
internal readonly record struct DropoutKey(uint First, uint Second)
{
    private const uint FirstFactor = 0x7FEB352D;
    private const uint SecondFactor = 0x846CA68B;

    /// <summary>32 bits that look random, from a counter.</summary>
    public uint Hash(uint counter)
    {
        var bits = counter ^ First;
        bits = (bits ^ (bits >> 16)) * FirstFactor;
        bits = ((bits ^ (bits >> 15)) + Second) * SecondFactor;
        bits = (bits ^ (bits >> 16)) * FirstFactor;
        return bits ^ (bits >> 15);
    }

    /// <summary>A key of its own for one of many uses.</summary>
    public DropoutKey For(int use) => new(Hash(2 * (uint)use), Hash((2 * (uint)use) + 1));

    public static (uint First, uint Second) Factors => (FirstFactor, SecondFactor);
}

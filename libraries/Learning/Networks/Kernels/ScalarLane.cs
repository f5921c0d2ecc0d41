using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>One float32 number.</summary>
internal readonly struct ScalarLane(float value) : ILanes<ScalarLane>
{
    private readonly float value = value;

    public static int Count => 1;

    public static ScalarLane Load(ref float source, nuint offset) => new(Unsafe.Add(ref source, offset));

    public static void Store(ScalarLane value, ref float target, nuint offset) => Unsafe.Add(ref target, offset) = value.value;

    public static ScalarLane Broadcast(float value) => new(value);

    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left.value + right.value);

    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left.value - right.value);

    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left.value * right.value);

    public static ScalarLane operator /(ScalarLane left, ScalarLane right) => new(left.value / right.value);

    public static ScalarLane MultiplyAdd(ScalarLane left, ScalarLane right, ScalarLane addend) =>
        new(MathF.FusedMultiplyAdd(left.value, right.value, addend.value));

    public static ScalarLane Abs(ScalarLane value) => new(MathF.Abs(value.value));

    public static ScalarLane Clamp(ScalarLane value, float lowest, float highest) => new(MathF.Min(MathF.Max(value.value, lowest), highest));

    public static ScalarLane SquareRoot(ScalarLane value) => new(MathF.Sqrt(value.value));

    public static ScalarLane Round(ScalarLane value) => new(MathF.Round(value.value));

    public static ScalarLane CopySign(ScalarLane magnitude, ScalarLane sign) => new(MathF.CopySign(magnitude.value, sign.value));

    public static ScalarLane PowerOfTwo(ScalarLane exponent) => new(BitConverter.Int32BitsToSingle(((int)exponent.value + 127) << 23));

    public static ScalarLane WherePositive(ScalarLane condition, ScalarLane value) => new(condition.value > 0 ? value.value : 0);

    public static ScalarLane WhereKept(uint counter, DropoutKey key, uint threshold, ScalarLane value) =>
        new(key.Hash(counter) >= threshold ? value.value : 0);
}

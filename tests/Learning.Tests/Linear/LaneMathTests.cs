using System.Runtime.Intrinsics;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Tests.Linear;

public sealed class LaneMathTests
{
    private const int Count = ILaneOps<SixteenFloats>.Count;

    [Fact]
    public void Exponential_OverItsRange_IsWithinTwoUnits() =>
        ForAll(-87, 0, x => Math.Exp(x), LaneMath.ExpOfNegative<VectorLanes, Vector512<float>>, LaneMath.ExpOfNegative<PlainLanes, SixteenFloats>, 2);

    [Fact]
    public void LogOnePlus_OverItsRange_IsWithinFourUnits() =>
        ForAll(0, 1, x => Math.Log(1 + x), LaneMath.LogOnePlus<VectorLanes, Vector512<float>>, LaneMath.LogOnePlus<PlainLanes, SixteenFloats>, 4);

    [Theory]
    [InlineData(0.001f, 0.5f)]
    [InlineData(1.5f, 5e6f)]
    public void Log_AwayFromOne_IsWithinFourUnits(float from, float to) =>
        ForAll(from, to, Math.Log, LaneMath.Log<VectorLanes, Vector512<float>>, LaneMath.Log<PlainLanes, SixteenFloats>, 4);

    [Fact]
    public void Exponential_FarBelow_IsTheSmallestNotZero()
    {
        var far = LaneMath.ExpOfNegative<VectorLanes, Vector512<float>>(Vector512.Create(-1e30f))[0];
        Assert.Equal(LaneMath.ExpOfNegative<VectorLanes, Vector512<float>>(Vector512.Create(LaneMath.SmallestExponent))[0], far);
        Assert.True(far > 0);
    }

    private static void ForAll(
        float from, float to, Func<double, double> exact, Func<Vector512<float>, Vector512<float>> vector, Func<SixteenFloats, SixteenFloats> plain, int units)
    {
        const int Steps = 4000;
        var values = new float[Count];
        for (var step = 0; step < Steps; step++)
        {
            for (var lane = 0; lane < Count; lane++) values[lane] = from + ((to - from) * ((step * Count) + lane) / (Steps * Count));
            var fast = vector(Vector512.Create(values));
            var slow = plain(PlainLanes.Load(values, 0));
            for (var lane = 0; lane < Count; lane++)
            {
                Assert.Equal(slow[lane], fast[lane]);
                var expected = exact(values[lane]);
                var unit = MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected);
                Assert.InRange(fast[lane], expected - (units * unit), expected + (units * unit));
            }
        }
    }
}

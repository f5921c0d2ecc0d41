using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class MatrixKernelTests
{
    private const double Near = 1e-5;

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(4, 5, 32)]
    [InlineData(7, 28, 48)]
    [InlineData(64, 64, 16)]
    [InlineData(9, 0, 32)]
    public void Product_AtEveryWidth_IsThePlainSumInIndexOrder(int rows, int inner, int stride)
    {
        var (left, right, start) = (Widths.Random(rows * inner, 1), Widths.Random(inner * stride, 2), Widths.Random(stride, 3));
        var expected = new float[rows * stride];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < stride; column++)
            {
                var sum = start[column];
                for (var k = 0; k < inner; k++) sum = MathF.FusedMultiplyAdd(left[(row * inner) + k], right[(k * stride) + column], sum);
                expected[(row * stride) + column] = sum;
            }
        }

        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var target = new float[rows * stride];
            NetworkKernels.For(width).Multiply(left, right, start, target, new(rows, inner), ProductSteps.Plain(inner, stride));
            Assert.Equal(expected, target);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Product_OfTransposedLeft_AddsToWhatIsThere(string width)
    {
        const int Rows = 6, Inner = 11, Stride = 32;
        var (left, right, before) = (Widths.Random(Inner * Rows, 4), Widths.Random(Inner * Stride, 5), Widths.Random(Rows * Stride, 6));
        var target = before.ToArray();
        Widths.Of(width).Multiply(left, right, target, target, new(Rows, Inner), ProductSteps.TransposedLeft(Rows, Stride, Stride));
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Stride; column++)
            {
                double sum = before[(row * Stride) + column];
                for (var k = 0; k < Inner; k++) sum += (double)left[(k * Rows) + row] * right[(k * Stride) + column];
                Assert.InRange(target[(row * Stride) + column], sum - Near, sum + Near);
            }
        }
    }

    [Fact]
    public void Product_ThatDoesNotFitItsMatrices_IsRefused() => Assert.Throws<ArgumentException>(() =>
        NetworkKernels.Best.Multiply(new float[8], new float[31], new float[16], new float[64], new(4, 2), ProductSteps.Plain(2, 16)));
}

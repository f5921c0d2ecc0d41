using MlPlatform.Learning.Networks;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class LaneMathTests
{
    private const double Stated = 2e-7;

    private static readonly float[] Points = [.. Enumerable.Range(-1600, 3200).Select(i => i / 100f)];

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanh_AndItsSlope_StayWithinTheStatedError(string width)
    {
        var (values, slopes) = Activated(width, Activation.Tanh);
        for (var i = 0; i < Points.Length; i++)
        {
            var exact = Math.Tanh(Points[i]);
            Assert.InRange(values[i], exact - Stated, exact + Stated);
            Assert.InRange(slopes[i], 1 - (exact * exact) - (2 * Stated), 1 - (exact * exact) + (2 * Stated));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Gelu_AndItsSlope_StayNearTheNormalDistribution(string width)
    {
        var (values, slopes) = Activated(width, Activation.Gelu);
        for (var i = 0; i < Points.Length; i++)
        {
            double z = Points[i], distribution = Normal(z), density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            var error = Stated * Math.Max(1, Math.Abs(z));
            Assert.InRange(values[i], (z * distribution) - error, (z * distribution) + error);
            Assert.InRange(slopes[i], distribution + (z * density) - error, distribution + (z * density) + error);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Relu_OfInfiniteAndNegativeValues_IsExact(string width)
    {
        float[] values = [float.NegativeInfinity, -1, -0f, 0, 1e-30f, 2, float.PositiveInfinity, .. new float[9]];
        var slopes = new float[values.Length];
        Widths.Of(width).ActivateWithSlopes(Activation.Relu, values, slopes);
        Assert.Equal([0, 0, 0, 0, 1e-30f, 2, float.PositiveInfinity], values[..7]);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], slopes[..7]);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void LogisticLoss_OfExtremeMargins_IsFiniteAndRight(string width)
    {
        foreach (var margin in new[] { -200f, -30, -3, -1e-3f, 0, 0.5f, 40, 300 })
        {
            foreach (var label in new[] { 0f, 1f })
            {
                var outputs = new float[16];
                outputs[0] = margin;
                var loss = Widths.Of(width).Loss(NetworkLoss.Logistic, outputs, 1, [label], [1], 1);
                var expected = Math.Max(margin, 0) - (label * margin) + Math.Log(1 + Math.Exp(-Math.Abs((double)margin)));
                Assert.Equal(expected, loss, 6);
                Assert.Equal((1 / (1 + Math.Exp(-(double)margin))) - label, outputs[0], 6);
            }
        }
    }

    private static (float[] Values, float[] Slopes) Activated(string width, Activation activation)
    {
        var (values, slopes) = (Points.ToArray(), new float[Points.Length]);
        Widths.Of(width).ActivateWithSlopes(activation, values, slopes);
        var alone = Points.ToArray();
        Widths.Of(width).Activate(activation, alone);
        Assert.Equal(values, alone);
        return (values, slopes);
    }

    /// <summary>The normal distribution function by Simpson's rule over its density.</summary>
    private static double Normal(double z)
    {
        const int Steps = 2000;
        var step = z / Steps;
        double sum = 0;
        for (var i = 0; i <= Steps; i++)
        {
            var x = i * step;
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-x * x / 2);
        }

        return 0.5 + (sum * step / 3 / Math.Sqrt(2 * Math.PI));
    }
}

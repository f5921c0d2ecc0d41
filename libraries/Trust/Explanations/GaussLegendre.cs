namespace MlPlatform.Trust.Explanations;

/// <summary>Gauss's quadrature over [0, 1]: n points give the integral of every polynomial of degree 2n − 1 exactly.</summary>
/// <param name="Points">Inside (0, 1), rising.</param>
/// <param name="Weights">They sum to 1.</param>
internal sealed record GaussLegendre(double[] Points, double[] Weights)
{
    /// <summary>The roots of Legendre's polynomial by Newton's method, moved from [−1, 1] to [0, 1].</summary>
    public static GaussLegendre Of(int count)
    {
        double[] points = new double[count], weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            var slope = 0.0;
            for (var round = 0; round < 100; round++)
            {
                var (value, derivative) = Legendre(count, x);
                slope = derivative;
                var step = value / derivative;
                x -= step;
                if (Math.Abs(step) < 1e-16) break;
            }

            points[i] = (x + 1) / 2;
            weights[i] = 1 / ((1 - x) * (1 + x) * slope * slope);
        }

        return new GaussLegendre(points, weights);
    }

    private static (double Value, double Derivative) Legendre(int degree, double x)
    {
        double before = 1, value = x;
        for (var n = 2; n <= degree; n++) (before, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * before)) / n);
        return (value, degree * ((x * value) - before) / ((x * x) - 1));
    }
}

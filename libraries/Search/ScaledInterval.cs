namespace MlPlatform.Search;

/// <summary>An interval of numbers seen through a scale: points of [0, 1] to values.</summary>
internal readonly struct ScaledInterval
{
    private const double AutoLogarithmicRatio = 100;

    private readonly double minimum;
    private readonly double maximum;
    private readonly Scaling scaling;

    public ScaledInterval(string name, double minimum, double maximum, Scaling scaling)
    {
        (this.minimum, this.maximum) = (minimum, maximum);
        this.scaling = Resolve(name, minimum, maximum, scaling);
    }

    public static Scaling Resolve(string name, double minimum, double maximum, Scaling scaling)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || minimum > maximum)
        {
            throw new SearchException(FormattableString.Invariant($"The range '{name}' from {minimum} to {maximum} is not one."));
        }

        return scaling switch
        {
            Scaling.Auto => minimum > 0 && maximum >= AutoLogarithmicRatio * minimum ? Scaling.Logarithmic : Scaling.Linear,
            Scaling.Logarithmic when minimum <= 0 => throw new SearchException($"The range '{name}' must be above zero for Logarithmic scaling."),
            Scaling.ReverseLogarithmic when minimum < 0 || maximum >= 1 =>
                throw new SearchException($"The range '{name}' must lie in [0, 1) for ReverseLogarithmic scaling."),
            _ => scaling,
        };
    }

    public double At(double point)
    {
        var (low, high) = (Forward(minimum), Forward(maximum));
        return Math.Clamp(Backward(low + (point * (high - low))), minimum, maximum);
    }

    /// <summary>Evenly spaced on the scale, both ends included; the middle where one is asked for.</summary>
    public IEnumerable<double> Points(int count)
    {
        var self = this;
        return count == 1 ? [At(0.5)] : Enumerable.Range(0, count).Select(i => self.At(i / (double)(count - 1)));
    }

    private double Forward(double value) => scaling switch
    {
        Scaling.Logarithmic => Math.Log(value),
        Scaling.ReverseLogarithmic => -Math.Log(1 - value),
        _ => value,
    };

    private double Backward(double value) => scaling switch
    {
        Scaling.Logarithmic => Math.Exp(value),
        Scaling.ReverseLogarithmic => 1 - Math.Exp(-value),
        _ => value,
    };
}

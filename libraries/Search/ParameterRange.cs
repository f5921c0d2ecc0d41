using System.Globalization;

namespace MlPlatform.Search;

/// <summary>How a range is stepped through. The names are SageMaker's.</summary>
public enum Scaling
{
    /// <summary>Logarithmic where the range is positive and spans two orders of magnitude, else linear.</summary>
    Auto,

    Linear,

    /// <summary>Even steps of the logarithm; the range must be above zero.</summary>
    Logarithmic,

    /// <summary>Even steps of log(1 - x), for values near 1; the range must lie in [0, 1).</summary>
    ReverseLogarithmic,
}

/// <summary>The values one parameter may take, as points of the unit interval.</summary>
public abstract record ParameterRange(string Name)
{
    /// <summary>The value at a point of [0, 1), as the text a job is given.</summary>
    public abstract string At(double point);

    /// <summary>The values a grid visits, in order.</summary>
    public abstract IReadOnlyList<string> Grid(int points);
}

/// <summary>Real numbers between two bounds.</summary>
public sealed record ContinuousRange : ParameterRange
{
    private readonly ScaledInterval interval;

    public ContinuousRange(string name, double minimum, double maximum, Scaling scaling = Scaling.Auto) : base(name) =>
        interval = new ScaledInterval(name, minimum, maximum, scaling);

    public override string At(double point) => Text(interval.At(point));

    public override IReadOnlyList<string> Grid(int points) => [.. interval.Points(points).Select(Text).Distinct()];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Whole numbers between two bounds, both included.</summary>
public sealed record IntegerRange : ParameterRange
{
    private readonly long minimum;
    private readonly long maximum;
    private readonly Scaling scaling;

    public IntegerRange(string name, long minimum, long maximum, Scaling scaling = Scaling.Auto) : base(name)
    {
        (this.minimum, this.maximum) = (minimum, maximum);
        this.scaling = ScaledInterval.Resolve(name, minimum, maximum, scaling);
        if (this.scaling == Scaling.ReverseLogarithmic) throw new SearchException($"The range '{name}' is of integers; ReverseLogarithmic needs numbers in [0, 1).");
    }

    /// <summary>Each integer owns the piece of the scale from half below it to half above it.</summary>
    public override string At(double point)
    {
        var low = scaling == Scaling.Logarithmic ? Math.Max(minimum - 0.5, 0.5) : minimum - 0.5;
        var value = new ScaledInterval(Name, low, maximum + 0.5, scaling).At(point);
        return Text(Math.Clamp((long)Math.Round(value, MidpointRounding.AwayFromZero), minimum, maximum));
    }

    public override IReadOnlyList<string> Grid(int points) => maximum - minimum < points
        ? [.. Enumerable.Range(0, (int)(maximum - minimum) + 1).Select(step => Text(minimum + step))]
        : [.. new ScaledInterval(Name, minimum, maximum, scaling).Points(points).Select(value => Text((long)Math.Round(value))).Distinct()];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of a list of texts.</summary>
public sealed record CategoricalRange : ParameterRange
{
    public CategoricalRange(string name, IReadOnlyList<string> values) : base(name)
    {
        if (values.Count == 0) throw new SearchException($"The range '{name}' has no values.");
        Values = values;
    }

    public IReadOnlyList<string> Values { get; }

    public override string At(double point) => Values[Math.Min((int)(point * Values.Count), Values.Count - 1)];

    public override IReadOnlyList<string> Grid(int points) => Values;
}

namespace MlPlatform.Trust.Constraints;

/// <summary>The whole multiples of a step.</summary>
internal static class Grid
{
    private const double Slack = 1e-9;

    /// <summary>The multiple number <paramref name="index"/>, as the decimal it is written as where the step is a part of one (0.3, not 0.30000000000000004).</summary>
    public static double At(double index, double step)
    {
        var parts = Math.Round(1 / step);
        return parts > 1 && Math.Abs((parts * step) - 1) < Slack ? index / parts : index * step;
    }

    /// <summary>Whether the value is a multiple, but for rounding.</summary>
    public static bool Has(double value, double step) => step == 0 || Math.Abs(value - At(Math.Round(value / step), step)) <= Slack * Math.Max(step, Math.Abs(value));

    /// <summary>The multiple nearest the value within [low, high]; NaN where there is none.</summary>
    public static double Nearest(double value, double step, double low, double high)
    {
        var index = Math.Round(value / step);
        if (At(index, step) > high) index = Math.Floor((high / step) + Slack);
        else if (At(index, step) < low) index = Math.Ceiling((low / step) - Slack);
        return Within(At(index, step), low, high);
    }

    /// <summary>The multiple next to the value on the side of <paramref name="towards"/>, or the value itself; NaN where none lies between.</summary>
    public static double Between(double value, double towards, double step)
    {
        var index = value > towards ? Math.Floor((value / step) + Slack) : Math.Ceiling((value / step) - Slack);
        return Within(At(index, step), Math.Min(value, towards), Math.Max(value, towards));
    }

    private static double Within(double value, double low, double high) =>
        value >= low - (Slack * Math.Max(1, Math.Abs(low))) && value <= high + (Slack * Math.Max(1, Math.Abs(high))) ? Math.Clamp(value, low, high) : double.NaN;
}

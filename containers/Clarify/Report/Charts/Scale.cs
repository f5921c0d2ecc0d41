using System.Globalization;

namespace MlPlatform.Clarify.Report.Charts;

/// <summary>From numbers to positions, with ticks at round numbers.</summary>
internal sealed class Scale
{
    private readonly double low, high, start, end;
    private readonly int decimals;

    private Scale(double low, double high, double step, double start, double end)
    {
        (this.low, this.high, this.start, this.end) = (low, high, start, end);
        decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        Ticks = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>A scale that holds these numbers and ends at ticks.</summary>
    public static Scale Around(double low, double high, double start, double end, int ticks = 5)
    {
        if (!(high > low)) (low, high) = (low - (Math.Abs(low) / 2) - 0.5, high + (Math.Abs(high) / 2) + 0.5);
        var step = Step((high - low) / ticks);
        return new Scale(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step, start, end);
    }

    /// <summary>A scale that ends at these numbers themselves.</summary>
    public static Scale Exactly(double low, double high, double start, double end, int ticks = 5) =>
        high > low ? new Scale(low, high, Step((high - low) / ticks), start, end) : Around(low, high, start, end, ticks);

    public double At(double value) => start + ((Math.Clamp(value, low, high) - low) / (high - low) * (end - start));

    /// <summary>A tick in as many decimals as the ticks are apart.</summary>
    public string Text(double tick) => tick == 0 ? "0" : tick.ToString(decimals == 0 ? "#,0" : "0." + new string('0', decimals), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var part = rough / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }
}

using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Drift.Concept;

/// <summary>KSWIN: alarms when the latest values of a window are distributed otherwise than a sample of its older ones, whatever their mean; it never warns.</summary>
/// <remarks>
/// Raab, Heusinger, Schleif (2020), "Reactive soft prototype computing for concept drift streams". Of a window of n values the latest r are compared
/// with r drawn without replacement from the others, by the exact Kolmogorov-Smirnov test at level α; a distance of 0.1 or less never alarms. After an
/// alarm the latest r stay. Because both samples have one size, the level is a least distance that is found once. The draws are seeded, so positions differ
/// from those of scikit-multiflow and river, which draw by other generators.
/// </remarks>
public sealed class KolmogorovSmirnovWindow : IDriftDetector
{
    /// <summary>No smaller distance is a drift, however sure.</summary>
    private const double LeastDistance = 0.1;

    private readonly KolmogorovSmirnovWindowOptions settings;
    private readonly double[] window;
    private readonly double[] older;
    private readonly double[] latest;
    private readonly int[] places;
    private readonly double critical;
    private SeededRandom random;
    private int count;

    public KolmogorovSmirnovWindow(KolmogorovSmirnovWindowOptions? options = null)
    {
        settings = options ?? new KolmogorovSmirnovWindowOptions();
        if (settings.Latest < 1 || settings.Width < 2 * settings.Latest)
        {
            throw new ArgumentException($"A window of {settings.Width} values has no {settings.Latest} older ones beside its latest {settings.Latest}.", nameof(options));
        }

        window = new double[settings.Width];
        older = new double[settings.Latest];
        latest = new double[settings.Latest];
        places = new int[settings.Width - settings.Latest];
        random = new SeededRandom(settings.Seed);
        critical = Critical(settings.Latest, settings.Level);
    }

    /// <summary>The least distance that alarms.</summary>
    public double CriticalDistance => critical;

    public DriftState Add(double value)
    {
        StreamValue.RequireFinite(value);
        if (count == window.Length)
        {
            window.AsSpan(1).CopyTo(window);
            count--;
        }

        window[count++] = value;
        if (count < window.Length) return DriftState.Stable;
        window.AsSpan(places.Length).CopyTo(latest);
        Draw();
        older.AsSpan().Sort();
        latest.AsSpan().Sort();
        var pair = SortedPair.Measure(older, latest);
        if ((double)pair.LargestCross / latest.Length / latest.Length < critical) return DriftState.Stable;

        window.AsSpan(places.Length).CopyTo(window);
        count = latest.Length;
        return DriftState.Drift;
    }

    public void Reset()
    {
        count = 0;
        random = new SeededRandom(settings.Seed);
    }

    /// <summary>Draws places without replacement: the first so many steps of a shuffle.</summary>
    private void Draw()
    {
        for (var i = 0; i < places.Length; i++) places[i] = i;
        for (var i = 0; i < older.Length; i++)
        {
            var other = i + random.NextInt32(places.Length - i);
            (places[i], places[other]) = (places[other], places[i]);
            older[i] = window[places[i]];
        }
    }

    /// <summary>The least multiple of 1/r above 0.1 whose exact p-value is no more than the level, less half a step so that rounding does not matter; infinite where there is none.</summary>
    private static double Critical(int size, double level)
    {
        for (var steps = (int)Math.Floor(LeastDistance * size) + 1; steps <= size; steps++)
        {
            if (LatticePaths.Tail(size, size, steps) <= level) return (steps - 0.5) / size;
        }

        return double.PositiveInfinity;
    }
}

/// <summary>How <see cref="KolmogorovSmirnovWindow"/> judges.</summary>
public sealed record KolmogorovSmirnovWindowOptions
{
    /// <summary>n.</summary>
    public int Width { get; init; } = 100;

    /// <summary>r.</summary>
    public int Latest { get; init; } = 30;

    /// <summary>α, of every single comparison; there is one per value.</summary>
    public double Level { get; init; } = 0.005;

    public ulong Seed { get; init; } = 1;
}

using MlPlatform.Tables;
using MlPlatform.Trust.Drift;
using MlPlatform.Trust.Drift.Concept;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class ConceptDriftTests
{
    public static TheoryData<string> Names() => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Detector_AfterReset_IsAsNew(string name)
    {
        var (used, fresh) = (All()[name], All()[name]);
        var errors = Errors(1, (900, 0.5), (2100, 0.1));
        foreach (var error in errors) used.Add(error);
        used.Reset();

        Assert.Equal(errors.Select(error => fresh.Add(error)), errors.Select(error => used.Add(error)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Detector_OfErrorsThatGrow_AlarmsSoonAfter(string name)
    {
        var detector = All()[name];
        var states = Errors(5, (1500, 0.1), (800, 0.6)).Select(error => detector.Add(error)).ToArray();

        Assert.Contains(DriftState.Drift, states[1500..2300]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Detector_OfNoNumber_RefusesAndHasNotSeenIt(string name)
    {
        var (refusing, other) = (All()[name], All()[name]);
        foreach (var error in Errors(2, (600, 0.2), (600, 0.5)))
        {
            Assert.Throws<ArgumentException>(() => refusing.Add(double.NaN));
            Assert.Equal(other.Add(error), refusing.Add(error));
        }
    }

    [Fact]
    public void AdaptiveWindow_OfAMillionValues_KeepsItsMeanInLogarithmicallyManyBuckets()
    {
        var (window, random) = (new AdaptiveWindow(), new SeededRandom(3));
        var sum = 0.0;
        for (var i = 0; i < 1_000_000; i++)
        {
            var value = random.NextDouble();
            sum += value;
            Assert.Equal(DriftState.Stable, window.Add(value));
        }

        // Six rows more than log2(n / 5) are never needed, five buckets each and one in the making.
        Assert.InRange(window.BucketCount, 50, 6 * 19);
        Assert.Equal((1_000_000, sum / 1_000_000), (window.Width, window.Mean));
        Assert.Equal(1.0 / 12, window.Variance, 1e-3);
    }

    [Fact]
    public void AdaptiveWindow_AfterACut_HasForgottenTheOldMean()
    {
        var (window, random) = (new AdaptiveWindow(), new SeededRandom(3));
        for (var i = 0; i < 4000; i++) window.Add((i < 2000 ? 0 : 5) + random.NextDouble());

        Assert.InRange(window.Width, 500, 2100);
        Assert.Equal(5.5, window.Mean, 0.3);
    }

    [Fact]
    public void PageHinkley_OfAFall_AlarmsOnlyWhereItLooksDownwards()
    {
        var (up, both) = (new PageHinkley(), new PageHinkley(new PageHinkleyOptions { Direction = ChangeDirection.Both }));
        var values = Enumerable.Range(0, 2000).Select(i => i < 1000 ? 1.0 : 0.0).ToArray();

        Assert.DoesNotContain(DriftState.Drift, Array.ConvertAll(values, up.Add));
        Assert.Contains(DriftState.Drift, Array.ConvertAll(values, both.Add)[1000..]);
    }

    [Fact]
    public void KolmogorovSmirnovWindow_AtItsCriticalDistance_IsAtItsLevel()
    {
        // Of two samples of 30 the exact p-value is 0.0065 at a distance of 13/30 and 0.0025 at 14/30 (scipy.stats.ks_2samp).
        var critical = new KolmogorovSmirnovWindow().CriticalDistance;
        double[] Steps(int apart) => [.. Enumerable.Range(0, 30).Select(i => (double)(i + apart))];
        var at = (int)Math.Ceiling(critical * 30);
        Assert.Equal(14, at);

        Assert.InRange(KolmogorovSmirnov.Compare(Steps(0), Steps(at)).PValue, 0, 0.005);
        Assert.InRange(KolmogorovSmirnov.Compare(Steps(0), Steps(at - 1)).PValue, 0.005, 1);
        Assert.Throws<ArgumentException>(() => new KolmogorovSmirnovWindow(new KolmogorovSmirnovWindowOptions { Width = 50 }));
    }

    [Fact]
    public void KolmogorovSmirnovWindow_OfASpreadThatGrows_AlarmsAlthoughTheMeanStays()
    {
        var (detector, random) = (new KolmogorovSmirnovWindow(new KolmogorovSmirnovWindowOptions { Width = 300, Latest = 100, Level = 1e-6 }), new SeededRandom(2));
        var states = Enumerable.Range(0, 1000).Select(i => detector.Add(random.NextNormal() * (i < 500 ? 0.05 : 2))).ToArray();

        Assert.DoesNotContain(DriftState.Drift, states[..500]);
        Assert.Contains(DriftState.Drift, states[500..620]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Add_OfManyValues_AllocatesNothing(string name)
    {
        var detector = All()[name];
        double[] errors = [.. Errors(6, (3000, 0.2), (3000, 0.4))];
        foreach (var error in errors) detector.Add(error);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var error in errors) detector.Add(error);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Dictionary<string, IDriftDetector> All() => new(StringComparer.Ordinal)
    {
        ["DDM"] = new DriftDetectionMethod(),
        ["EDDM"] = new EarlyDriftDetectionMethod(),
        ["ADWIN"] = new AdaptiveWindow(),
        ["KSWIN"] = new KolmogorovSmirnovWindow(),
        ["Page-Hinkley"] = new PageHinkley(new PageHinkleyOptions { Direction = ChangeDirection.Both }),
    };

    private static double[] Errors(ulong seed, params (int Count, double Rate)[] segments)
    {
        var random = new SeededRandom(seed);
        return [.. segments.SelectMany(segment => Enumerable.Range(0, segment.Count).Select(_ => random.NextDouble() < segment.Rate ? 1.0 : 0.0))];
    }
}

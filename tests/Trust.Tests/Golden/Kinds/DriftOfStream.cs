using System.Globalization;
using System.Text.Json;
using MlPlatform.Trust.Drift.Concept;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Where a detector alarms; with "warnings", then -1 and where its warnings begin. Input: detector, its options, stream.</summary>
internal static class DriftOfStream
{
    private const double LearningRate = 0.1;

    public static IReadOnlyList<double?> Positions(JsonElement input)
    {
        var detector = Detector(input);
        var (drifts, begun) = (new List<double?>(), new List<double?>());
        var (index, last) = (0, DriftState.Stable);
        foreach (var value in Stream(input.GetProperty("stream")))
        {
            var state = detector.Add(value);
            if (state == DriftState.Drift) drifts.Add(index);
            if (state == DriftState.Warning && last != DriftState.Warning) begun.Add(index);
            last = state;
            index++;
        }

        return input.GetProperty("warnings").GetBoolean() ? [.. drifts, -1, .. begun] : drifts;
    }

    private static IDriftDetector Detector(JsonElement input) => input.GetProperty("detector").GetString() switch
    {
        "DDM" => new DriftDetectionMethod(new DriftDetectionMethodOptions { LeastValues = input.GetProperty("leastValues").GetInt32() }),
        "EDDM" => new EarlyDriftDetectionMethod(new EarlyDriftDetectionMethodOptions
        {
            LeastValues = input.GetProperty("leastValues").GetInt32(), UsesSampleVariance = Flag(input, "usesSampleVariance"),
        }),
        "ADWIN" => new AdaptiveWindow(new AdaptiveWindowOptions { DropsOlderVariance = Flag(input, "dropsOlderVariance") }),
        _ => new PageHinkley(new PageHinkleyOptions
        {
            Threshold = input.GetProperty("threshold").GetDouble(), AlarmsAtThreshold = Flag(input, "alarmsAtThreshold"),
        }),
    };

    private static bool Flag(JsonElement input, string name) => input.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static IEnumerable<double> Stream(JsonElement stream)
    {
        if (stream.TryGetProperty("numbers", out var numbers)) return numbers.EnumerateArray().SelectMany(DrawnSample.Read);
        if (stream.TryGetProperty("errors", out var errors)) return errors.EnumerateArray().SelectMany(Errors);
        double[][] rows = [.. stream.SharedCsv().Skip(1).Select(row => Array.ConvertAll(row, cell => double.Parse(cell, CultureInfo.InvariantCulture)))];
        return stream.GetProperty("classifier").GetString() == "perceptron"
            ? Perceptron(rows)
            : rows.Select((row, i) => i > 0 && row[^1] != rows[i - 1][^1] ? 1.0 : 0.0);
    }

    private static IEnumerable<double> Errors(JsonElement segment)
    {
        var rate = segment.GetProperty("rate").GetDouble();
        return DrawnSample.Uniform(segment).Select(uniform => uniform < rate ? 1.0 : 0.0);
    }

    /// <summary>Its errors, in the order of sums that Make/drift_streams.py has.</summary>
    private static IEnumerable<double> Perceptron(double[][] rows)
    {
        var weights = new double[rows[0].Length];
        foreach (var row in rows)
        {
            double[] x = [.. row[..^1], 1];
            var total = 0.0;
            for (var i = 0; i < x.Length; i++) total += weights[i] * x[i];
            var prediction = total > 0 ? 1.0 : 0.0;
            yield return prediction != row[^1] ? 1 : 0;
            for (var i = 0; i < x.Length; i++) weights[i] += LearningRate * (row[^1] - prediction) * x[i];
        }
    }
}

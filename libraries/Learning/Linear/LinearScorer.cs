using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Linear;

/// <summary>A linear model ready to score: per raw number a centre and a slope, per category what each text adds. Allocates nothing.</summary>
/// <remarks>
/// Numbers are summed in eight lanes, by input, that are added in a fixed tree: one row and many give the same bits on every machine.
/// Inputs that are no plain number or category (dates, say) are encoded and weighed feature by feature.
/// </remarks>
internal sealed class LinearScorer
{
    private const int Lanes = 8;
    private const int StackFeatures = 64;

    private readonly FeatureEncoding encoding;
    private readonly double[] weights;
    private readonly double[] intercepts;
    private readonly double[] centers;
    private readonly double[] slopes;
    private readonly double[] filled;
    private readonly int inputs;
    private readonly int padded;
    private readonly (int Input, double[] Parts)[] categories;
    private readonly (int Input, int First, ColumnEncoder Encoder)[] others;

    public LinearScorer(FeatureEncoding encoding, double[] weights, double[] intercepts)
    {
        (this.encoding, this.weights, this.intercepts) = (encoding, weights, intercepts);
        inputs = encoding.Inputs.Count;
        padded = (inputs + Lanes - 1) / Lanes * Lanes;
        centers = new double[padded];
        slopes = new double[intercepts.Length * padded];
        filled = new double[intercepts.Length * padded];
        var (texts, rest) = (new List<(int, double[])>(), new List<(int, int, ColumnEncoder)>());
        for (var input = 0; input < inputs; input++)
        {
            switch (encoding.Encoders[input])
            {
                case NumberEncoder { HasIndicator: false } number:
                    AddNumber(input, number.Scale);
                    break;
                case OneHotEncoder oneHot:
                    texts.Add((input, PartsOf(input, oneHot)));
                    break;
                case { Width: > 0 } other:
                    rest.Add((input, encoding.FirstFeature(input), other));
                    break;
            }
        }

        categories = [.. texts];
        others = [.. rest];
    }

    /// <summary>The margin of every output.</summary>
    public void Margins(ReadOnlySpan<double> row, Span<double> margins)
    {
        for (var output = 0; output < margins.Length; output++) margins[output] = Margin(row, output);
    }

    public double Margin(ReadOnlySpan<double> row, int output)
    {
        if (row.Length != inputs) throw WrongWidth(row.Length);
        var margin = intercepts[output] + Numbers(row, centers, slopes.AsSpan(output * padded, padded), filled.AsSpan(output * padded, padded));
        foreach (var (input, parts) in categories) margin += parts[CategoryPart(row[input], parts, output)];
        foreach (var (input, start, encoder) in others) margin += Other(row[input], start, encoder, output);
        return margin;
    }

    public void Contributions(ReadOnlySpan<double> row, Span<double> contributions, int output)
    {
        if (row.Length != inputs) throw WrongWidth(row.Length);
        var at = output * padded;
        for (var i = 0; i < row.Length; i++)
        {
            var place = Place(i);
            var centred = row[i] - centers[place];
            contributions[i] = double.IsNaN(centred) ? filled[at + place] : centred * slopes[at + place];
        }

        foreach (var (input, parts) in categories) contributions[input] = parts[CategoryPart(row[input], parts, output)];
        foreach (var (input, start, encoder) in others) contributions[input] = Other(row[input], start, encoder, output);
    }

    private static double Numbers(ReadOnlySpan<double> row, ReadOnlySpan<double> centers, ReadOnlySpan<double> slopes, ReadOnlySpan<double> filled)
    {
        ref var value = ref MemoryMarshal.GetReference(row);
        Vector512<double> sum = default;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes) sum += Parts(Vector512.LoadUnsafe(ref value, (nuint)i), centers, slopes, filled, i);
        if (i < row.Length)
        {
            var last = row.Length >= Lanes ? Vector512.LoadUnsafe(ref value, (nuint)(row.Length - Lanes)) : Short(row);
            sum += Parts(last, centers, slopes, filled, i);
        }

        var four = sum.GetLower() + sum.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static Vector512<double> Short(ReadOnlySpan<double> row)
    {
        var lanes = Vector512<double>.Zero;
        for (var i = 0; i < row.Length; i++) lanes = lanes.WithElement(i, row[i]);
        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Parts(
        Vector512<double> values, ReadOnlySpan<double> centers, ReadOnlySpan<double> slopes, ReadOnlySpan<double> filled, int at)
    {
        var centred = values - Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(centers), (nuint)at);
        var product = centred * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(slopes), (nuint)at);
        return Vector512.ConditionalSelect(
            Vector512.Equals(centred, centred), product, Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(filled), (nuint)at));
    }

    /// <summary>Where an input lies in the lanes: the last lanes hold the last eight inputs, those before count once.</summary>
    private int Place(int input)
    {
        var whole = inputs / Lanes * Lanes;
        return input < whole ? input : whole + input - Math.Max(0, inputs - Lanes);
    }

    private LearningException WrongWidth(int length) => new($"The row has {length} values; the model takes {inputs}.");

    private int CategoryPart(double code, double[] parts, int output)
    {
        var slots = parts.Length / intercepts.Length;
        return (output * slots) + CategorySlot.Of(code, slots - 2);
    }

    private double Other(double value, int first, ColumnEncoder encoder, int output)
    {
        Span<double> features = encoder.Width <= StackFeatures ? stackalloc double[StackFeatures] : new double[encoder.Width];
        encoder.Encode(value, features);
        var start = (output * encoding.FeatureCount) + first;
        double sum = 0;
        for (var i = 0; i < encoder.Width; i++) sum += features[i] * weights[start + i];
        return sum;
    }

    private void AddNumber(int input, NumberScale scale)
    {
        var place = Place(input);
        centers[place] = scale.Center;
        for (var output = 0; output < intercepts.Length; output++)
        {
            var weight = weights[(output * encoding.FeatureCount) + encoding.FirstFeature(input)];
            slopes[(output * padded) + place] = weight * scale.Factor;
            filled[(output * padded) + place] = weight * scale.Filled;
        }
    }

    /// <summary>By output and <see cref="CategorySlot"/>: the weight of the active feature.</summary>
    private double[] PartsOf(int input, OneHotEncoder encoder)
    {
        var slots = encoding.Inputs[input].Categories!.Count + 2;
        var parts = new double[intercepts.Length * slots];
        for (var output = 0; output < intercepts.Length; output++)
        {
            var own = weights.AsSpan((output * encoding.FeatureCount) + encoding.FirstFeature(input), encoder.Width);
            for (var slot = 0; slot < slots; slot++)
            {
                var active = encoder.ActiveOfSlot(slot);
                parts[(output * slots) + slot] = active < 0 ? 0 : own[active];
            }
        }

        return parts;
    }
}

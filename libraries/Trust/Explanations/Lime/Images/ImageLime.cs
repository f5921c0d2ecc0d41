using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>How an image is explained; the defaults are the lime package's.</summary>
public sealed record ImageLimeOptions
{
    /// <summary>The neighbourhood and the fit.</summary>
    public LimeOptions Fit { get; init; } = new() { Samples = 1000, Features = int.MaxValue };

    /// <summary>What a hidden piece is painted with, one value per channel; null: its own mean colour.</summary>
    public IReadOnlyList<float>? HideColour { get; init; }

    /// <summary>How many images are scored at once.</summary>
    public int BatchSize { get; init; } = 16;
}

/// <summary>Why a model scores one image as it does.</summary>
/// <param name="Segments">The pieces; a local model's feature is the number of one.</param>
/// <param name="Scores">What the model says of the image, by output.</param>
/// <param name="Models">One local model per output.</param>
public sealed record ImageExplanation(Segments Segments, IReadOnlyList<double> Scores, IReadOnlyList<LocalModel> Models);

/// <summary>LIME for images: pieces of the image are hidden at random, and the scores fitted by which pieces are seen.</summary>
/// <remarks>
/// Ribeiro, Singh and Guestrin, KDD 2016, in the definition of the lime package: each piece is hidden with even odds, a sample that shows
/// k of S pieces lies at cosine distance 1 − √(k / S), its weight is √exp(−d² / width²).
/// </remarks>
public static class ImageLime
{
    private const double KernelWidth = 0.25;

    public static ImageExplanation Explain(ImageScorer model, ReadOnlySpan<float> image, Segments segments, ImageLimeOptions options, CancellationToken cancellationToken)
    {
        options.Fit.Check();
        var count = segments.Count;
        var masks = new double[checked(options.Fit.Samples * count)];
        for (var sample = 0; sample < options.Fit.Samples; sample++)
        {
            var random = new SeededRandom(options.Fit.Seed, (ulong)sample);
            for (var piece = 0; piece < count; piece++) masks[(sample * count) + piece] = sample == 0 ? 1 : random.NextUInt64() >> 63;
        }

        return Explain(model, image, segments, masks, options, cancellationToken);
    }

    /// <summary>Explains by given masks: samples × pieces, 1 where a piece is seen; the first sample shows all.</summary>
    internal static ImageExplanation Explain(
        ImageScorer model, ReadOnlySpan<float> image, Segments segments, double[] masks, ImageLimeOptions options, CancellationToken cancellationToken)
    {
        model.Shape.Check(image);
        ArgumentOutOfRangeException.ThrowIfNotEqual(segments.Labels.Length, model.Shape.Pixels, nameof(segments));
        var overlay = new Overlay(image.ToArray(), Hidden(model.Shape, image, segments, options.HideColour), segments, model.Shape);
        var scores = Score(overlay, model, masks, options, cancellationToken);
        var samples = new Neighbourhood(segments.Count, model.Outputs, masks, Weights(masks, segments.Count, options.Fit.KernelWidth ?? KernelWidth), scores);
        return new ImageExplanation(segments, scores[..model.Outputs], LocalFit.All(samples, options.Fit.Selection, options.Fit.Features, options.Fit.Alpha));
    }

    private static double[] Score(Overlay overlay, ImageScorer model, double[] masks, ImageLimeOptions options, CancellationToken cancellationToken)
    {
        int pieces = overlay.Segments.Count, length = model.Shape.Length;
        var scores = new double[masks.Length / pieces * model.Outputs];
        FixedBlocks.For(
            masks.Length / pieces, options.BatchSize, options.Fit.Threads,
            (_, start, end) =>
            {
                var images = new float[(end - start) * length];
                for (var sample = start; sample < end; sample++)
                {
                    overlay.Draw(masks.AsSpan(sample * pieces, pieces), images.AsSpan((sample - start) * length, length));
                }

                model.Scores(images).CopyTo(scores, start * model.Outputs);
            },
            cancellationToken);
        return scores;
    }

    private static double[] Weights(double[] masks, int pieces, double width)
    {
        var weights = new double[masks.Length / pieces];
        for (var sample = 0; sample < weights.Length; sample++)
        {
            var seen = 0.0;
            foreach (var mask in masks.AsSpan(sample * pieces, pieces)) seen += mask;
            var distance = 1 - Math.Sqrt(seen / pieces);
            weights[sample] = ProximityKernel.Weight(distance * distance, width);
        }

        return weights;
    }

    private static float[] Hidden(ImageShape shape, ReadOnlySpan<float> image, Segments segments, IReadOnlyList<float>? colour)
    {
        if (colour is null) return segments.Means(image, shape.Channels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(colour.Count, shape.Channels, nameof(colour));
        var hidden = new float[image.Length];
        for (var i = 0; i < hidden.Length; i++) hidden[i] = colour[i % shape.Channels];
        return hidden;
    }

    /// <summary>The image, what stands where it is hidden, and the pieces that decide between the two.</summary>
    private sealed record Overlay(float[] Image, float[] Hidden, Segments Segments, ImageShape Shape)
    {
        public void Draw(ReadOnlySpan<double> mask, Span<float> target)
        {
            for (int pixel = 0, at = 0; pixel < Shape.Pixels; pixel++)
            {
                var source = mask[Segments.Labels[pixel]] != 0 ? Image : Hidden;
                for (var channel = 0; channel < Shape.Channels; channel++, at++) target[at] = source[at];
            }
        }
    }
}

namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>Scores images laid one after another. It may be called from several threads at once.</summary>
/// <param name="images">Images × height × width × channels.</param>
/// <param name="scores">To be filled: per image, one number per output of the model.</param>
public delegate void ImageScoringFunction(ReadOnlySpan<float> images, Span<double> scores);

/// <summary>How large an image is.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue; values from 0 to 1.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    public int Pixels => Height * Width;

    /// <summary>How many numbers an image has.</summary>
    public int Length => Pixels * Channels;

    internal void Check(ReadOnlySpan<float> image)
    {
        if (Height < 1 || Width < 1 || Channels < 1)
        {
            throw new ArgumentException($"An image of {Height} × {Width} pixels and {Channels} channels is none.", nameof(image));
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Length, Length, nameof(image));
        foreach (var value in image)
        {
            if (!float.IsFinite(value)) throw new TrustException($"A value of the image is {value}, which is no number.");
        }
    }
}

/// <summary>A model of images as this library sees it: a function, and the shapes of what goes in and comes out.</summary>
/// <param name="Shape">The images that it takes.</param>
/// <param name="Outputs">How many scores an image has.</param>
/// <param name="Score">The function.</param>
public sealed record ImageScorer(ImageShape Shape, int Outputs, ImageScoringFunction Score)
{
    /// <summary>The scores of whole images.</summary>
    /// <exception cref="TrustException">A score is not a finite number; the message names the image.</exception>
    public double[] Scores(ReadOnlySpan<float> images)
    {
        if (images.Length % Shape.Length != 0) throw new ArgumentException($"{images.Length} values are no whole images of {Shape.Length}.", nameof(images));
        var scores = new double[images.Length / Shape.Length * Outputs];
        Score(images, scores);
        var wrong = Array.FindIndex(scores, score => !double.IsFinite(score));
        return wrong < 0 ? scores : throw new TrustException($"The model's score of image {(wrong / Outputs) + 1} is {scores[wrong]}, which is no number.");
    }
}

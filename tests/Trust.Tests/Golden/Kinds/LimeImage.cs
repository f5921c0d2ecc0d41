using System.Text.Json;
using MlPlatform.Trust.Explanations.Lime;
using MlPlatform.Trust.Explanations.Lime.Images;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>An image explained by masks that the lime package drew. Input: height, width, channels, image, segments, hide, masks, output. Answer: as <see cref="LimeFit"/>.</summary>
/// <remarks>The model: tanh of three times the mean of value × (index mod 7) / 7; the mean square. A grey image is asked of as one channel.</remarks>
internal static class LimeImage
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var shape = new ImageShape(input.GetProperty("height").GetInt32(), input.GetProperty("width").GetInt32(), input.GetProperty("channels").GetInt32());
        var image = Array.ConvertAll(input.Numbers("image"), value => (float)value);
        var hide = input.GetProperty("hide");
        var options = new ImageLimeOptions { HideColour = hide.ValueKind == JsonValueKind.Null ? null : [.. Enumerable.Repeat((float)hide.GetDouble(), shape.Channels)] };
        var explanation = ImageLime.Explain(
            new ImageScorer(shape, 2, Score), image, new Segments(input.Codes("segments")), input.Numbers("masks"), options, CancellationToken.None);
        return LimeFit.Numbers(explanation.Models[input.GetProperty("output").GetInt32()]);
    }

    private static void Score(ReadOnlySpan<float> images, Span<double> scores)
    {
        var length = images.Length / (scores.Length / 2);
        for (var start = 0; start < images.Length; start += length)
        {
            double weighted = 0, squares = 0;
            for (var i = 0; i < length; i++)
            {
                double value = images[start + i];
                weighted += value * (i % 7) / 7;
                squares += value * value;
            }

            scores[start / length * 2] = Math.Tanh(3 * weighted / length);
            scores[(start / length * 2) + 1] = squares / length;
        }
    }
}

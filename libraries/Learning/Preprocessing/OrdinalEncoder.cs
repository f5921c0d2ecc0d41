using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>A category as its place: texts of training 0 to n - 1 in ordinal order, n where missing, n + 1 where unseen.</summary>
internal sealed class OrdinalEncoder(InputColumn input) : ColumnEncoder(input)
{
    private readonly int count = input.Categories!.Count;

    public override EncoderKind Kind => EncoderKind.Ordinal;

    public override int Width => 1;

    public override IReadOnlyList<string> FeatureNames => [Input.Name];

    public override double[] State => [];

    public override void Encode(double value, Span<double> features) => features[0] = CategorySlot.Of(value, count);
}

/// <summary>The place of a category code among n texts, missing and unseen.</summary>
internal static class CategorySlot
{
    /// <summary>0 to count - 1 for a text, count where missing, count + 1 where unseen.</summary>
    public static int Of(double code, int count) => double.IsNaN(code) ? count : code >= 0 && code < count ? (int)code : count + 1;
}

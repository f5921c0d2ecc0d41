using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>A category as the smoothed mean of the label over its rows; an unseen text as the overall mean.</summary>
internal sealed class TargetEncoder : ColumnEncoder
{
    private readonly double[] table;
    private readonly int count;

    /// <param name="input">The column.</param>
    /// <param name="outputs">Features per value.</param>
    /// <param name="table">By <see cref="CategorySlot"/>, then output: the feature.</param>
    public TargetEncoder(InputColumn input, int outputs, double[] table) : base(input)
    {
        this.table = table;
        count = input.Categories!.Count;
        Width = outputs;
    }

    public override EncoderKind Kind => EncoderKind.Target;

    public override int Width { get; }

    public override IReadOnlyList<string> FeatureNames => Width == 1
        ? [$"{Input.Name}.target"]
        : [.. Enumerable.Range(0, Width).Select(output => $"{Input.Name}.target{output}")];

    public override double[] State => table;

    public static TargetEncoder Load(InputColumn input, ReadOnlySpan<double> state)
    {
        var slots = input.Categories!.Count + 2;
        if (state.Length == 0 || state.Length % slots != 0) throw ModelFile.Refused($"the encoding of column '{input.Name}' does not fit its {slots - 2} texts");
        return new TargetEncoder(input, state.Length / slots, state.ToArray());
    }

    public override void Encode(double value, Span<double> features) =>
        table.AsSpan(CategorySlot.Of(value, count) * Width, Width).CopyTo(features);
}

using System.Numerics.Tensors;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>A number (or boolean): imputed and scaled; with an indicator, a second feature says whether it was missing.</summary>
internal sealed class NumberEncoder(InputColumn input, NumberScale scale, bool indicator) : ColumnEncoder(input)
{
    private const int StateLength = NumberScale.Length + 1;

    public NumberScale Scale => scale;

    public bool HasIndicator => indicator;

    public override EncoderKind Kind => EncoderKind.Number;

    public override int Width => indicator ? 2 : 1;

    public override IReadOnlyList<string> FeatureNames => indicator ? [Input.Name, $"{Input.Name}.missing"] : [Input.Name];

    public override bool MustBeFinite => true;

    public override double[] State
    {
        get
        {
            var state = new double[StateLength];
            scale.Write(state);
            state[^1] = indicator ? 1 : 0;
            return state;
        }
    }

    public static NumberEncoder Load(InputColumn input, ReadOnlySpan<double> state)
    {
        if (state.Length != StateLength) throw ModelFile.Refused($"the encoding of column '{input.Name}' has {state.Length} values");
        return new NumberEncoder(input, NumberScale.Read(state), state[^1] != 0);
    }

    public override void Encode(double value, Span<double> features)
    {
        features[0] = scale.Apply(value);
        if (indicator) features[1] = double.IsNaN(value) ? 1 : 0;
    }

    public override void EncodeColumn(ReadOnlySpan<double> values, Span<double> features, int stride)
    {
        if (indicator)
        {
            base.EncodeColumn(values, features, stride);
            return;
        }

        var (center, factor, filled) = scale;
        for (int i = 0, at = 0; i < values.Length; i++, at += stride)
        {
            var scaled = (values[i] - center) * factor;
            features[at] = double.IsNaN(scaled) ? filled : scaled;
        }
    }

    public override void EncodeColumns(ReadOnlySpan<double> values, Span<float> columns, int stride, Span<double> scratch)
    {
        scratch = scratch[..values.Length];
        scale.Apply(values, scratch);
        TensorPrimitives.ConvertTruncating<double, float>(scratch, columns[..values.Length]);
        if (!indicator) return;
        for (var i = 0; i < values.Length; i++) columns[stride + i] = double.IsNaN(values[i]) ? 1 : 0;
    }
}

using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Encoders in a model file: their kinds, the lengths of their states, and the states one after another.</summary>
internal static class EncodingFormat
{
    public static IReadOnlyList<NamedArray> Save(IReadOnlyList<ColumnEncoder> encoders, string prefix)
    {
        var states = encoders.Select(encoder => encoder.State).ToArray();
        return
        [
            NamedArray.Of(prefix + "kinds", encoders.Select(encoder => (int)encoder.Kind).ToArray()),
            NamedArray.Of(prefix + "lengths", states.Select(state => state.Length).ToArray()),
            NamedArray.Of(prefix + "states", states.SelectMany(state => state).ToArray()),
        ];
    }

    public static ColumnEncoder[] Load(ModelFile file, string prefix)
    {
        var inputs = file.Manifest.Inputs.Select(InputColumn.From).ToArray();
        var kinds = file.Array<int>(prefix + "kinds", inputs.Length);
        var lengths = file.Array<int>(prefix + "lengths", inputs.Length);
        var states = file.Array<double>(prefix + "states").AsSpan();
        var encoders = new ColumnEncoder[inputs.Length];
        for (var i = 0; i < encoders.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > states.Length) throw ModelFile.Refused($"the encoding of column '{inputs[i].Name}' is cut off");
            encoders[i] = Load(inputs[i], (EncoderKind)kinds[i], states[..lengths[i]]);
            states = states[lengths[i]..];
        }

        return encoders;
    }

    private static ColumnEncoder Load(InputColumn input, EncoderKind kind, ReadOnlySpan<double> state)
    {
        var needsTexts = kind is EncoderKind.OneHot or EncoderKind.Ordinal or EncoderKind.Target;
        if (needsTexts != input.Categories is not null) throw ModelFile.Refused($"the encoding of column '{input.Name}' does not fit its type {input.Type}");
        return kind switch
        {
            EncoderKind.Number => NumberEncoder.Load(input, state),
            EncoderKind.OneHot => OneHotEncoder.Load(input, state),
            EncoderKind.Ordinal => new OrdinalEncoder(input),
            EncoderKind.Target => TargetEncoder.Load(input, state),
            EncoderKind.Date => DateEncoder.Load(input, state),
            _ => throw ModelFile.Refused($"the encoding of column '{input.Name}' is of the unknown kind {(int)kind}"),
        };
    }
}

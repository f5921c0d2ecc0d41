using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>A date as its parts, each scaled as numbers are; cyclic parts as a sine and a cosine.</summary>
internal sealed class DateEncoder : ColumnEncoder
{
    private readonly DateParts parts;
    private readonly bool cyclic;
    private readonly NumberScale[] scales;

    public DateEncoder(InputColumn input, DateParts parts, bool cyclic, NumberScale[] scales) : base(input)
    {
        (this.parts, this.cyclic, this.scales) = (parts, cyclic, scales);
        FeatureNames = [.. DatePartValues.Names(parts, cyclic).Select(name => $"{input.Name}.{name}")];
    }

    public override EncoderKind Kind => EncoderKind.Date;

    public override int Width => scales.Length;

    public override IReadOnlyList<string> FeatureNames { get; }

    public override bool MustBeFinite => true;

    public override double[] State
    {
        get
        {
            var state = new double[2 + (scales.Length * NumberScale.Length)];
            (state[0], state[1]) = ((int)parts, cyclic ? 1 : 0);
            for (var i = 0; i < scales.Length; i++) scales[i].Write(state.AsSpan(2 + (i * NumberScale.Length)));
            return state;
        }
    }

    public static DateEncoder Load(InputColumn input, ReadOnlySpan<double> state)
    {
        var width = (state.Length - 2) / NumberScale.Length;
        if (state.Length < 2 || !double.IsInteger(state[0])) throw ModelFile.Refused($"the encoding of column '{input.Name}' is cut off");
        var (parts, cyclic) = ((DateParts)(int)state[0], state[1] != 0);
        if (state.Length != 2 + (width * NumberScale.Length) || width != DatePartValues.Count(parts, cyclic))
        {
            throw ModelFile.Refused($"the encoding of column '{input.Name}' has {state.Length} values");
        }

        var scales = new NumberScale[width];
        for (var i = 0; i < width; i++) scales[i] = NumberScale.Read(state[(2 + (i * NumberScale.Length))..]);
        return new DateEncoder(input, parts, cyclic, scales);
    }

    public override void Encode(double value, Span<double> features)
    {
        features = features[..scales.Length];
        DatePartValues.Write(value, parts, cyclic, features);
        for (var i = 0; i < features.Length; i++) features[i] = scales[i].Apply(features[i]);
    }
}

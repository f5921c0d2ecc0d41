using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>A category as one active feature: its text's, "missing" where training had missing values, or "other".</summary>
/// <remarks>A text without a feature (unseen, where there is no "other"; or missing, where training had none) leaves all at 0.</remarks>
internal sealed class OneHotEncoder : ColumnEncoder
{
    private const int Inactive = -1;

    /// <summary>By <see cref="CategorySlot"/>: the feature, or -1.</summary>
    private readonly int[] active;

    private OneHotEncoder(InputColumn input, int[] active) : base(input)
    {
        this.active = active;
        Width = active.Max() + 1;
    }

    public override EncoderKind Kind => EncoderKind.OneHot;

    public override int Width { get; }

    public override double[] State => Array.ConvertAll(active, slot => (double)slot);

    public override IReadOnlyList<string> FeatureNames
    {
        get
        {
            var names = new string[Width];
            Array.Fill(names, $"{Input.Name}=(other)");
            var counts = active.GroupBy(feature => feature).ToDictionary(group => group.Key, group => group.Count());
            for (var code = 0; code < Input.Categories!.Count; code++)
            {
                if (active[code] >= 0 && active[code] != active[^1] && counts[active[code]] == 1) names[active[code]] = $"{Input.Name}={Input.Categories[code]}";
            }

            if (active[^2] >= 0) names[active[^2]] = $"{Input.Name}=(missing)";
            return names;
        }
    }

    /// <param name="input">The column.</param>
    /// <param name="weights">By <see cref="CategorySlot"/>: the weight of the rows in training; ties keep the earlier text.</param>
    /// <param name="most">The most features.</param>
    public static OneHotEncoder Fit(InputColumn input, ReadOnlySpan<double> weights, int most)
    {
        var count = input.Categories!.Count;
        var active = new int[count + 2];
        Array.Fill(active, Inactive);
        var hasMissing = weights[count] > 0;
        var texts = Math.Max(1, most - (hasMissing ? 1 : 0));
        var next = 0;
        if (count <= texts)
        {
            for (; next < count; next++) active[next] = next;
        }
        else
        {
            var kept = Kept(weights[..count], texts - 1);
            for (var code = 0; code < count; code++) active[code] = kept[code] ? next++ : Inactive;
            for (var code = 0; code < count; code++) active[code] = kept[code] ? active[code] : next;
            active[^1] = next++;
        }

        if (hasMissing) active[count] = next;
        return new OneHotEncoder(input, active);
    }

    public static OneHotEncoder Load(InputColumn input, ReadOnlySpan<double> state)
    {
        var count = input.Categories!.Count;
        var active = new int[state.Length];
        for (var i = 0; i < active.Length; i++) active[i] = state[i] >= Inactive && state[i] <= count + 1 ? (int)state[i] : count + 2;
        if (active.Length != count + 2 || active.Max() > count + 1) throw ModelFile.Refused($"the encoding of column '{input.Name}' does not fit its {count} texts");
        return new OneHotEncoder(input, active);
    }

    /// <summary>The one feature that is 1, or -1.</summary>
    public int Active(double value) => active[CategorySlot.Of(value, active.Length - 2)];

    /// <summary>The same by <see cref="CategorySlot"/>.</summary>
    public int ActiveOfSlot(int slot) => active[slot];

    public override void Encode(double value, Span<double> features)
    {
        features[..Width].Clear();
        var feature = Active(value);
        if (feature >= 0) features[feature] = 1;
    }

    private static bool[] Kept(ReadOnlySpan<double> weights, int most)
    {
        var order = new int[weights.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var keys = weights.ToArray();
        Array.Sort(order, (a, b) => keys[b] != keys[a] ? keys[b].CompareTo(keys[a]) : a.CompareTo(b));
        var kept = new bool[weights.Length];
        for (var i = 0; i < most; i++) kept[order[i]] = true;
        return kept;
    }
}

using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>(value - centre) × factor, and what stands for a missing value after that.</summary>
internal readonly record struct NumberScale(double Center, double Factor, double Filled)
{
    public const int Length = 3;

    public double Apply(double value) => double.IsNaN(value) ? Filled : (value - Center) * Factor;

    /// <summary>The same for many values.</summary>
    public void Apply(ReadOnlySpan<double> values, Span<double> scaled)
    {
        var lanes = Vector512<double>.Count;
        var (center, factor, filled) = (Vector512.Create(Center), Vector512.Create(Factor), Vector512.Create(Filled));
        var i = 0;
        for (; i <= values.Length - lanes; i += lanes)
        {
            var value = Vector512.Create(values.Slice(i, lanes));
            Vector512.ConditionalSelect(Vector512.Equals(value, value), (value - center) * factor, filled).CopyTo(scaled.Slice(i, lanes));
        }

        for (; i < values.Length; i++) scaled[i] = Apply(values[i]);
    }

    public void Write(Span<double> state) => (state[0], state[1], state[2]) = (Center, Factor, Filled);

    public static NumberScale Read(ReadOnlySpan<double> state) => new(state[0], state[1], state[2]);
}

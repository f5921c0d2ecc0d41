namespace MlPlatform.Learning.Preprocessing;

/// <summary>(value - centre) × factor, and what stands for a missing value after that.</summary>
internal readonly record struct NumberScale(double Center, double Factor, double Filled)
{
    public const int Length = 3;

    public double Apply(double value) => double.IsNaN(value) ? Filled : (value - Center) * Factor;

    public void Write(Span<double> state) => (state[0], state[1], state[2]) = (Center, Factor, Filled);

    public static NumberScale Read(ReadOnlySpan<double> state) => new(state[0], state[1], state[2]);
}

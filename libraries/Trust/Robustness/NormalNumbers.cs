using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>Many standard normal numbers at once, by Box and Muller: both of each pair are used.</summary>
internal static class NormalNumbers
{
    public static void Fill(SeededRandom random, Span<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            numbers[i] = radius * cosine;
            if (i + 1 < numbers.Length) numbers[i + 1] = radius * sine;
        }
    }
}

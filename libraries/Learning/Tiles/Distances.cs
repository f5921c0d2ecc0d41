namespace MlPlatform.Learning.Tiles;

/// <summary>Distances of single rows.</summary>
internal static class Distances
{
    public static double Squared(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != second.Length) throw new ArgumentException($"{first.Length} coordinates against {second.Length}.");
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = (double)first[i] - second[i];
            sum += difference * difference;
        }

        return sum;
    }
}

namespace MlPlatform.Learning.Tests.Clustering;

/// <summary>Lloyd's algorithm as it stands in a textbook, in doubles: the oracle.</summary>
internal static class PlainKMeans
{
    public static (double[] Centers, double Inertia, int Iterations) Run(float[] rows, double[] weights, float[] start, int width, int most)
    {
        var centers = Array.ConvertAll(start, value => (double)value);
        var clusters = centers.Length / width;
        int[] labels = [];
        for (var iteration = 1; ; iteration++)
        {
            var next = Enumerable.Range(0, weights.Length).Select(row => Nearest(rows, row, centers, width).Center).ToArray();
            if (next.SequenceEqual(labels) || iteration > most) break;
            labels = next;
            for (var cluster = 0; cluster < clusters; cluster++)
            {
                var own = Enumerable.Range(0, labels.Length).Where(row => labels[row] == cluster).ToArray();
                var weight = own.Sum(row => weights[row]);
                for (var i = 0; i < width && weight > 0; i++) centers[(cluster * width) + i] = own.Sum(row => weights[row] * rows[(row * width) + i]) / weight;
            }

            if (iteration == most) break;
        }

        return (centers, Enumerable.Range(0, weights.Length).Sum(row => weights[row] * Nearest(rows, row, centers, width).Squared), labels.Length);
    }

    public static (int Center, double Squared) Nearest(float[] rows, int row, double[] centers, int width)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var center = 0; center < centers.Length / width; center++)
        {
            double sum = 0;
            for (var i = 0; i < width; i++)
            {
                var difference = rows[(row * width) + i] - centers[(center * width) + i];
                sum += difference * difference;
            }

            if (sum < least) (nearest, least) = (center, sum);
        }

        return (nearest, least);
    }
}

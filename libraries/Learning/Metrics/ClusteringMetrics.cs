using System.Numerics.Tensors;

namespace MlPlatform.Learning.Metrics;

/// <summary>How compact clusters are and how far apart, from the points alone. Points are rows of a matrix, one after another; clusters count from 0.</summary>
public static class ClusteringMetrics
{
    /// <summary>The sum of squared distances of the points from their centres.</summary>
    public static double Inertia(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters, ReadOnlySpan<double> centres)
    {
        Check(points, width, clusters);
        double sum = 0;
        for (var i = 0; i < clusters.Length; i++) sum += SquaredDistance(points.Slice(i * width, width), centres.Slice(clusters[i] * width, width));
        return sum;
    }

    /// <summary>The mean of (b − a) / max(a, b) with a the mean distance within the point's cluster and b the least mean distance to another; 0 for a cluster of one point.</summary>
    /// <remarks>Compares every pair of points: for thousands of points, not millions.</remarks>
    public static double Silhouette(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters)
    {
        Check(points, width, clusters);
        var sizes = Sizes(clusters);
        var sums = new double[sizes.Length];
        double total = 0;
        for (var i = 0; i < clusters.Length; i++)
        {
            Array.Clear(sums);
            for (var j = 0; j < clusters.Length; j++)
            {
                sums[clusters[j]] += TensorPrimitives.Distance(points.Slice(i * width, width), points.Slice(j * width, width));
            }

            total += Silhouette(sums, sizes, clusters[i]);
        }

        return total / clusters.Length;
    }

    /// <summary>The mean over the clusters of the worst ratio (spread + spread of the other) / distance of the centres; lower is better.</summary>
    public static double DaviesBouldin(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters)
    {
        Check(points, width, clusters);
        var sizes = Sizes(clusters);
        var centres = Centres(points, width, clusters, sizes);
        var spreads = new double[sizes.Length];
        for (var i = 0; i < clusters.Length; i++)
        {
            spreads[clusters[i]] += TensorPrimitives.Distance(points.Slice(i * width, width), centres.AsSpan(clusters[i] * width, width)) / sizes[clusters[i]];
        }

        double sum = 0;
        for (var c = 0; c < sizes.Length; c++)
        {
            double worst = 0;
            for (var other = 0; other < sizes.Length; other++)
            {
                if (other == c) continue;
                var distance = TensorPrimitives.Distance<double>(centres.AsSpan(c * width, width), centres.AsSpan(other * width, width));
                worst = Math.Max(worst, (spreads[c] + spreads[other]) / distance);
            }

            sum += worst;
        }

        return sum / sizes.Length;
    }

    /// <summary>The spread between the clusters over the spread within them, each by its degrees of freedom; higher is better.</summary>
    public static double CalinskiHarabasz(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters)
    {
        Check(points, width, clusters);
        var sizes = Sizes(clusters);
        var centres = Centres(points, width, clusters, sizes);
        var mean = Centres(points, width, new int[clusters.Length], [clusters.Length]);
        double between = 0;
        for (var c = 0; c < sizes.Length; c++) between += sizes[c] * SquaredDistance(centres.AsSpan(c * width, width), mean);
        var within = Inertia(points, width, clusters, centres);
        return between * (clusters.Length - sizes.Length) / (within * (sizes.Length - 1));
    }

    private static double Silhouette(double[] sums, int[] sizes, int own)
    {
        if (sizes[own] == 1) return 0;
        var nearest = double.PositiveInfinity;
        for (var c = 0; c < sizes.Length; c++)
        {
            if (c != own && sizes[c] > 0) nearest = Math.Min(nearest, sums[c] / sizes[c]);
        }

        var within = sums[own] / (sizes[own] - 1);
        return (nearest - within) / Math.Max(nearest, within);
    }

    private static int[] Sizes(ReadOnlySpan<int> clusters)
    {
        var sizes = new int[TensorPrimitives.Max(clusters) + 1];
        foreach (var c in clusters) sizes[c]++;
        return sizes;
    }

    private static double[] Centres(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters, int[] sizes)
    {
        var centres = new double[sizes.Length * width];
        for (var i = 0; i < clusters.Length; i++)
        {
            var centre = centres.AsSpan(clusters[i] * width, width);
            TensorPrimitives.Add(centre, points.Slice(i * width, width), centre);
        }

        for (var c = 0; c < sizes.Length; c++)
        {
            var centre = centres.AsSpan(c * width, width);
            TensorPrimitives.Divide(centre, sizes[c], centre);
        }

        return centres;
    }

    private static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    private static void Check(ReadOnlySpan<double> points, int width, ReadOnlySpan<int> clusters)
    {
        MetricMath.CheckLengths(points.Length, clusters.Length, 0, width);
        if (clusters.IsEmpty) throw new LearningException("There are no points.");
    }
}

using System.Numerics.Tensors;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Decomposition;

/// <summary>Principal components from a random subspace (Halko, Martinsson and Tropp, 2011): the covariance turns it towards its strongest directions.</summary>
/// <remarks>The covariance matrix itself is never made: a pass over the rows multiplies it with the basis of the subspace.</remarks>
internal sealed class RandomizedPca
{
    private const int Turns = 4;
    private const int LeastExtra = 10;
    private const int Segments = 16;
    private const int Height = TiledRows.TileHeight;

    private readonly TiledRows rows;
    private readonly double[] weights;
    private readonly KernelPath path;
    private readonly int threads;
    private readonly double weight;
    private readonly double[] mean;
    private readonly int width;

    public RandomizedPca(TrainingData data, FeatureEncoding encoding, KernelPath path, int threads)
    {
        rows = FeatureTiles.Encode(encoding, data.Features, threads, CancellationToken.None);
        weights = data.Weights;
        weight = weights.Sum();
        width = rows.Width;
        mean = new double[width];
        this.path = path;
        this.threads = threads;
    }

    public PcaComponents Find(int count, PcaOptions options, CancellationToken cancellationToken)
    {
        var size = Math.Min(width, count + (options.ExtraComponents ?? Math.Max(LeastExtra, count)));
        var total = Moments(options.SubtractMean);
        var random = new SeededRandom(options.Seed);
        var basis = new double[size * width];
        for (var i = 0; i < basis.Length; i++) basis[i] = random.NextNormal();
        Orthonormalize(basis, size);
        for (var turn = 0; turn < Turns; turn++)
        {
            basis = Multiply(basis, size, cancellationToken);
            Orthonormalize(basis, size);
        }

        return Best(basis, Multiply(basis, size, cancellationToken), size, count, total);
    }

    /// <summary>The strongest directions within the subspace: eigenvectors of the covariance seen from its basis.</summary>
    private PcaComponents Best(double[] basis, double[] multiplied, int size, int count, double total)
    {
        var inner = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++) inner[(i * size) + j] = TensorPrimitives.Dot(Row(basis, i), Row(multiplied, j));
        }

        var (values, vectors) = SymmetricEigen.Decompose(inner, size);
        var directions = new double[count * width];
        for (var component = 0; component < count; component++)
        {
            var direction = Row(directions, component);
            for (var i = 0; i < size; i++) TensorPrimitives.MultiplyAdd(Row(basis, i), vectors[(component * size) + i], direction, direction);
        }

        return new PcaComponents(directions, Array.ConvertAll(values[..count], value => Math.Max(0, value)), mean, total);
    }

    /// <summary>Finds the mean, where it is taken off, and the variance of all features together.</summary>
    private double Moments(bool subtractMean)
    {
        double squares = 0;
        var sums = new double[width];
        var row = new float[width];
        for (var i = 0; i < rows.Count; i++)
        {
            rows.CopyRow(i, row);
            for (var column = 0; column < width; column++)
            {
                var value = weights[i] * row[column];
                sums[column] += value;
                squares += value * row[column];
            }
        }

        for (var column = 0; column < width && subtractMean; column++)
        {
            mean[column] = sums[column] / weight;
            squares -= sums[column] * mean[column];
        }

        return squares / Pca.DegreesOfFreedom(weight);
    }

    /// <summary>The covariance times each basis vector.</summary>
    private double[] Multiply(double[] basis, int size, CancellationToken cancellationToken)
    {
        var points = new PackedPoints(size, width);
        var vector = new float[width];
        for (var i = 0; i < size; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(Row(basis, i), vector);
            points.Set(i, vector, 1, (float)-TensorPrimitives.Dot<double>(Row(basis, i), mean));
        }

        var tilesPerSegment = Math.Max(1, (rows.TileCount + Segments - 1) / Segments);
        var parts = new double[FixedBlocks.Count(rows.TileCount, tilesPerSegment)][];
        FixedBlocks.For(rows.TileCount, tilesPerSegment, threads, (first, end) =>
            parts[first / tilesPerSegment] = MultiplySegment(points, first, end), cancellationToken);
        var result = new double[basis.Length];
        foreach (var part in parts) TensorPrimitives.Add(result, part, result);
        TensorPrimitives.Divide(result, Pca.DegreesOfFreedom(weight), result);
        return result;
    }

    private double[] MultiplySegment(PackedPoints points, int first, int end)
    {
        var sums = new double[points.Count * width];
        var along = new float[points.ResultLength];
        var row = new float[width];
        var centred = new double[width];
        for (var tile = first; tile < end; tile++)
        {
            TileKernels.Combine(path, rows.Tile(tile), points, along);
            for (var lane = 0; lane < rows.RowsOf(tile); lane++)
            {
                var at = (tile * Height) + lane;
                rows.CopyRow(at, row);
                TensorPrimitives.ConvertTruncating<float, double>(row, centred);
                TensorPrimitives.Subtract(centred, mean, centred);
                for (var point = 0; point < points.Count; point++)
                {
                    var target = Row(sums, point);
                    TensorPrimitives.MultiplyAdd(centred, weights[at] * along[(point * Height) + lane], target, target);
                }
            }
        }

        return sums;
    }

    /// <summary>Gram and Schmidt, twice; a vector with nothing of its own becomes zero.</summary>
    private void Orthonormalize(double[] basis, int size)
    {
        const double Nothing = 1e-14;
        for (var i = 0; i < size; i++)
        {
            var own = Row(basis, i);
            var before = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(own));
            for (var again = 0; again < 2; again++)
            {
                for (var j = 0; j < i; j++) TensorPrimitives.MultiplyAdd(Row(basis, j), -TensorPrimitives.Dot<double>(own, Row(basis, j)), own, own);
            }

            var length = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(own));
            if (length > Nothing * before && length > 0) TensorPrimitives.Divide(own, length, own);
            else own.Clear();
        }
    }

    private Span<double> Row(double[] matrix, int row) => matrix.AsSpan(row * width, width);
}

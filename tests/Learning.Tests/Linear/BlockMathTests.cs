using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Losses;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

public sealed class BlockMathTests
{
    private const int Rows = BlockMath.Rows;
    private const int Width = 8;

    private readonly float[] columns = Draw(Width * Rows, 1);
    private readonly float[] factors = Draw(Rows, 2);

    public static TheoryData<string> Losses => ["logistic", "squared", "huber", "quantile", "softmax"];

    [Fact]
    public void Margins_OfBothKinds_AreTheSumsByHand()
    {
        var weights = Draw(Width, 3);
        var (vector, plain) = (new float[Rows], new float[Rows]);
        BlockMath.Vector.Margins(columns, weights, 0.5f, vector);
        BlockMath.Plain.Margins(columns, weights, 0.5f, plain);
        Assert.Equal(plain, vector);
        for (var row = 0; row < Rows; row++) Assert.Equal(0.5 + Enumerable.Range(0, Width).Sum(j => (double)columns[(j * Rows) + row] * weights[j]), vector[row], 1e-5);
    }

    [Fact]
    public void ColumnSums_OfBothKinds_AreTheSumsByHand()
    {
        var (vector, plain) = (new double[Width], new double[Width]);
        BlockMath.Vector.AddColumnSums(columns, factors, vector);
        BlockMath.Plain.AddColumnSums(columns, factors, plain);
        Assert.Equal(plain, vector);
        for (var j = 0; j < Width; j++) Assert.Equal(Enumerable.Range(0, Rows).Sum(row => (double)columns[(j * Rows) + row] * factors[row]), vector[j], 1e-4);
        Assert.Equal(BlockMath.Plain.Sum(factors), BlockMath.Vector.Sum(factors));
        Assert.Equal(factors.Sum(f => (double)f), BlockMath.Vector.Sum(factors), 1e-4);
    }

    [Fact]
    public void Products_OfBothKinds_AreTheSumsByHand()
    {
        var (vector, plain) = (new double[Width * Width], new double[Width * Width]);
        BlockMath.Vector.AddProducts(columns, factors, vector);
        BlockMath.Plain.AddProducts(columns, factors, plain);
        for (var i = 0; i < Width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(plain[(i * Width) + j], vector[(i * Width) + j]);
                var expected = Enumerable.Range(0, Rows).Sum(row => (double)columns[(i * Rows) + row] * columns[(j * Rows) + row] * factors[row]);
                Assert.Equal(expected, vector[(i * Width) + j], 1e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_OfBothKinds_IsTheSameToTheBit(string name)
    {
        var (fast, slow) = (Loss(name, BlockMath.Vector), Loss(name, BlockMath.Plain));
        var (labels, weights) = Rowwise(name);
        var margins = Draw(fast.Outputs * Rows, 4, 3);
        var (fastState, slowState) = ((float[])margins.Clone(), (float[])margins.Clone());
        var (fastSlopes, slowSlopes) = (new float[margins.Length], new float[margins.Length]);
        Assert.Equal(slow.Evaluate(labels, weights, slowState, slowSlopes), fast.Evaluate(labels, weights, fastState, fastSlopes));
        Assert.Equal(slowSlopes, fastSlopes);
        Assert.Equal(slowState, fastState);
        var (fastCurvature, slowCurvature) = (new float[Rows], new float[Rows]);
        fast.Curvature(fast.Outputs - 1, 0, weights, fastState, fastCurvature);
        slow.Curvature(fast.Outputs - 1, 0, weights, slowState, slowCurvature);
        Assert.Equal(slowCurvature, fastCurvature);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Slopes_AreTheFiniteDifferencesOfTheLoss(string name)
    {
        var loss = Loss(name, BlockMath.Vector);
        var (labels, weights) = Rowwise(name);
        var margins = Draw(loss.Outputs * Rows, 5, 2);
        var slopes = new float[margins.Length];
        loss.Evaluate(labels, weights, (float[])margins.Clone(), slopes);
        const float Step = 1f / 64;
        for (var i = 0; i < margins.Length; i += 7)
        {
            double At(float shift)
            {
                // Only the row in question has a weight, so that its change is not lost in the sum of all.
                var alone = new float[Rows];
                alone[i % Rows] = weights[i % Rows];
                var moved = (float[])margins.Clone();
                moved[i] += shift;
                return loss.Evaluate(labels, alone, moved, new float[margins.Length]);
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), slopes[i], 1e-3);
        }
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("softmax")]
    public void Curvatures_AreTheFiniteDifferencesOfTheSlopes(string name)
    {
        var loss = Loss(name, BlockMath.Vector);
        var (labels, weights) = Rowwise(name);
        var margins = Draw(loss.Outputs * Rows, 6, 2);
        const float Step = 1f / 64;
        for (var other = 0; other < loss.Outputs; other++)
        {
            float[] SlopesAt(float shift)
            {
                var (moved, slopes) = ((float[])margins.Clone(), new float[margins.Length]);
                for (var row = 0; row < Rows; row++) moved[(other * Rows) + row] += shift;
                loss.Evaluate(labels, weights, moved, slopes);
                return slopes;
            }

            var (state, curvatures) = ((float[])margins.Clone(), new float[Rows]);
            loss.Evaluate(labels, weights, state, new float[margins.Length]);
            loss.Curvature(0, other, weights, state, curvatures);
            var (above, below) = (SlopesAt(Step), SlopesAt(-Step));
            for (var row = 0; row < Rows; row++) Assert.Equal((above[row] - below[row]) / (2 * Step), curvatures[row], 1e-3);
        }
    }

    private static BlockLoss Loss(string name, BlockMath math) => name switch
    {
        "logistic" => math.Pointwise(new LogisticLoss()),
        "squared" => math.Pointwise(new SquaredLoss()),
        "huber" => math.Pointwise(new HuberLoss(0.7f)),
        "quantile" => math.Pointwise(new QuantileLoss(0.3f, 0.5f)),
        _ => math.Softmax(3),
    };

    private static (float[] Labels, float[] Weights) Rowwise(string name)
    {
        var random = new SeededRandom(8);
        var labels = Enumerable.Range(0, Rows).Select(_ => name switch
        {
            "logistic" => random.NextInt32(2),
            "softmax" => random.NextInt32(3),
            _ => (float)random.NextNormal(),
        }).ToArray();
        return (labels, [.. Enumerable.Range(0, Rows).Select(row => 0.5f * (row % 4))]);
    }

    private static float[] Draw(int count, ulong seed, double spread = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(spread * random.NextNormal()))];
    }
}

using MlPlatform.Learning.Decomposition;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Decomposition;

public sealed class SymmetricEigenTests
{
    private const double Exact = 1e-10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(57)]
    public void Decompose_OfARandomMatrix_GivesItsEigenpairs(int size)
    {
        var random = new SeededRandom((ulong)size);
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++) matrix[(i * size) + j] = matrix[(j * size) + i] = random.NextNormal();
        }

        AssertEigenpairs(matrix, size);
    }

    [Fact]
    public void Decompose_OfEqualEigenvalues_GivesABasis() => AssertEigenpairs([2, 0, 0, 0, 2, 0, 0, 0, 2], 3);

    [Fact]
    public void Decompose_OfRankOne_GivesOneValue()
    {
        double[] v = [1, -2, 3, 0.5];
        var matrix = new double[16];
        for (var i = 0; i < 16; i++) matrix[i] = v[i / 4] * v[i % 4];
        var (values, _) = SymmetricEigen.Decompose((double[])matrix.Clone(), 4);
        Assert.Equal([14.25, 0, 0, 0], values.Select(value => Math.Round(value, 10) + 0.0));
        AssertEigenpairs(matrix, 4);
    }

    [Fact]
    public void Decompose_OfTheSecondDifference_GivesItsKnownValues()
    {
        const int Size = 12;
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            matrix[(i * Size) + i] = 2;
            if (i > 0) matrix[(i * Size) + i - 1] = -1;
        }

        var (values, _) = SymmetricEigen.Decompose(matrix, Size);
        for (var k = 1; k <= Size; k++) Assert.Equal(2 - (2 * Math.Cos(k * Math.PI / (Size + 1))), values[Size - k], Exact);
    }

    private static void AssertEigenpairs(double[] matrix, int size)
    {
        var (values, vectors) = SymmetricEigen.Decompose((double[])matrix.Clone(), size);
        Assert.Equal(values.OrderDescending(), values);
        for (var k = 0; k < size; k++)
        {
            for (var i = 0; i < size; i++)
            {
                var product = Enumerable.Range(0, size).Sum(j => matrix[(i * size) + j] * vectors[(k * size) + j]);
                Assert.Equal(values[k] * vectors[(k * size) + i], product, Exact);
                var inner = Enumerable.Range(0, size).Sum(j => vectors[(k * size) + j] * vectors[(i * size) + j]);
                Assert.Equal(i == k ? 1 : 0, inner, Exact);
            }
        }
    }
}

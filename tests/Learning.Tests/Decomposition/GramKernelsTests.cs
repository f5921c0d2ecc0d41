using MlPlatform.Learning.Decomposition;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Tests.Decomposition;

public sealed class GramKernelsTests
{
    [Fact]
    public void Add_OnEveryPath_GivesTheSameBitsAndThePlainSums()
    {
        const int Columns = 12, Rows = 40;
        var values = Array.ConvertAll(SampleRows.Normal(Rows, Columns, 1), value => (double)value);
        var grams = Enum.GetValues<KernelPath>().Select(path =>
        {
            var gram = new double[Columns * Columns];
            GramKernels.Add(path, values, Rows, gram);
            return gram;
        }).ToArray();
        Assert.All(grams, gram => Assert.Equal(grams[0], gram));
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var plain = Enumerable.Range(0, Rows).Sum(row => values[(i * Rows) + row] * values[(j * Rows) + row]);
                Assert.Equal(plain, grams[0][(i * Columns) + j], 1e-12);
            }
        }
    }
}

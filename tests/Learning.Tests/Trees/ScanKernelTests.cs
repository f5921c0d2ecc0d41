using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Histograms;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class ScanKernelTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(64, false)]
    [InlineData(255, true)]
    public void Cut_ByVectors_IsThatOfThePlainScanAndOfBruteForce(int bins, bool missing)
    {
        var random = new SeededRandom((ulong)bins);
        for (var round = 0; round < 20; round++)
        {
            var (g, h) = (new double[256], new double[256]);
            for (var bin = 0; bin < bins + (missing ? 1 : 0); bin++)
            {
                h[bin] = random.NextInt32(5);
                g[bin] = h[bin] == 0 ? 0 : random.NextInt32(41) - 20;
            }

            var node = new ScanNode(g.Sum(), h.Sum(), 0.5, 1 + (round % 3));
            var plain = ScanKernel.BestPlain(new BinSums(bins, g, h), node);
            Assert.Equal(plain, ScanKernel.Best(new BinSums(bins, g, h), node));
            Assert.Equal(BruteForce(g, h, bins, node), plain.Gain, 1e-9);
        }
    }

    private static double BruteForce(double[] g, double[] h, int bins, ScanNode node)
    {
        var best = double.NegativeInfinity;
        for (var last = 0; last < bins; last++)
        {
            foreach (var missingLeft in new[] { false, true })
            {
                var left = Enumerable.Range(0, bins + 1).Where(bin => bin == bins ? missingLeft : bin <= last).ToArray();
                var right = Enumerable.Range(0, bins + 1).Except(left).ToArray();
                var (leftHessian, rightHessian) = (left.Sum(bin => h[bin]), right.Sum(bin => h[bin]));
                if (leftHessian < node.LeastHessian || rightHessian < node.LeastHessian) continue;
                var (leftGradient, rightGradient) = (left.Sum(bin => g[bin]), right.Sum(bin => g[bin]));
                best = Math.Max(best, (leftGradient * leftGradient / (leftHessian + node.Lambda)) + (rightGradient * rightGradient / (rightHessian + node.Lambda)));
            }
        }

        return best;
    }
}

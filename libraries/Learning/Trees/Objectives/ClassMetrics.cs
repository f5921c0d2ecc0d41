namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>Figures of many classes.</summary>
internal static class ClassMetrics
{
    private const double SmallestProbability = 1e-16;

    public static double LogLoss(BoostingRows rows) => Mean(rows, (margins, label) =>
    {
        MarginLink.Softmax.Apply(margins);
        return -Math.Log(Math.Max(margins[label], SmallestProbability));
    });

    public static double Error(BoostingRows rows) => Mean(rows, (margins, label) =>
        System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(margins) == label ? 0 : 1);

    private static double Mean(BoostingRows rows, Func<double[], int, double> loss)
    {
        var margins = new double[rows.Outputs];
        double sum = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < margins.Length; k++) margins[k] = rows.Margins[(k * rows.Count) + i];
            sum += rows.WeightOf(i) * loss(margins, (int)rows.Labels[i]);
        }

        return sum / rows.TotalWeight();
    }
}

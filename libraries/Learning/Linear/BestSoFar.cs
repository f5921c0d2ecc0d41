namespace MlPlatform.Learning.Linear;

/// <summary>Keeps the parameters with the lowest loss, and says when improvement has dried up.</summary>
internal sealed class BestSoFar(int patience, double tolerance, double[] start)
{
    private double bestLoss = double.PositiveInfinity;
    private double reference = double.PositiveInfinity;
    private int stale;

    public double[] Parameters { get; private set; } = start;

    public bool Offer(double loss, double[] parameters)
    {
        if (loss < bestLoss)
        {
            bestLoss = loss;
            Parameters = (double[])parameters.Clone();
        }

        var enough = double.IsInfinity(reference) || reference - loss > tolerance * Math.Abs(reference);
        if (enough) reference = loss;
        stale = enough ? 0 : stale + 1;
        return stale < patience;
    }
}

namespace MlPlatform.Learning.Linear;

/// <summary>Keeps the parameters with the lowest loss, and says when improvement has dried up.</summary>
/// <param name="patience">The epochs without enough improvement that are borne.</param>
/// <param name="tolerance">The relative improvement that is enough.</param>
/// <param name="slack">The relative difference of losses that says nothing: within it the later epoch is kept.</param>
/// <param name="start">What is kept before the first epoch.</param>
internal sealed class BestSoFar(int patience, double tolerance, double slack, double[] start)
{
    private double bestLoss = double.PositiveInfinity;
    private double reference = double.PositiveInfinity;
    private int stale;

    public double[] Parameters { get; private set; } = start;

    public bool Offer(double loss, double[] parameters)
    {
        if (double.IsInfinity(bestLoss) || loss <= bestLoss + (slack * Math.Abs(bestLoss)))
        {
            bestLoss = Math.Min(loss, bestLoss);
            Parameters = (double[])parameters.Clone();
        }

        var enough = double.IsInfinity(reference) || reference - loss > tolerance * Math.Abs(reference);
        if (enough) reference = loss;
        stale = enough ? 0 : stale + 1;
        return stale < patience;
    }
}

namespace MlPlatform.Trust.Bias;

/// <summary>Sums over the rows of one group: y observed, p predicted, both less a common shift s, w weights.</summary>
public sealed class RegressionGroup
{
    internal RegressionGroup(string name, double shift)
    {
        Name = name;
        Shift = shift;
    }

    public string Name { get; }

    /// <summary>Σ w.</summary>
    public double Rows { get; private set; }

    /// <summary>How many rows there are, whatever their weights.</summary>
    public double RowCount { get; private set; }

    internal double Shift { get; }

    internal double Observed { get; private set; }

    internal double ObservedSquares { get; private set; }

    internal double Predicted { get; private set; }

    internal double AbsoluteErrors { get; private set; }

    internal double SquaredErrors { get; private set; }

    internal void Add(double observed, double predicted, double weight)
    {
        double y = observed - Shift, p = predicted - Shift, error = predicted - observed;
        RowCount++;
        Rows += weight;
        Observed += weight * y;
        ObservedSquares += weight * y * y;
        Predicted += weight * p;
        AbsoluteErrors += weight * Math.Abs(error);
        SquaredErrors += weight * error * error;
    }

    internal void Add(RegressionGroup other)
    {
        RowCount += other.RowCount;
        Rows += other.Rows;
        Observed += other.Observed;
        ObservedSquares += other.ObservedSquares;
        Predicted += other.Predicted;
        AbsoluteErrors += other.AbsoluteErrors;
        SquaredErrors += other.SquaredErrors;
    }
}

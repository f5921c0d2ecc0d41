namespace MlPlatform.Learning.Linear;

/// <summary>Mean weighted loss plus half the weight decay times the squared weights, with its gradient.</summary>
/// <remarks>Parameters are the weights and, last, the intercept, which is not decayed. Sums run over the rows in order.</remarks>
internal sealed class LinearObjective(EncodedRows rows, bool logistic, double weightDecay, bool useBias)
{
    public EncodedRows Rows => rows;

    /// <summary>The smooth part of the objective; the gradient is overwritten.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        var loss = Accumulate(parameters, gradient, rows.Count, order: default) / rows.TotalWeight;
        var dimension = parameters.Length - 1;
        for (var i = 0; i < dimension; i++)
        {
            gradient[i] = (gradient[i] / rows.TotalWeight) + (weightDecay * parameters[i]);
            loss += 0.5 * weightDecay * parameters[i] * parameters[i];
        }

        gradient[dimension] = useBias ? gradient[dimension] / rows.TotalWeight : 0;
        return loss;
    }

    /// <summary>The gradient of the mean loss over some rows of an order, with decay; for mini-batches.</summary>
    public void BatchGradient(ReadOnlySpan<double> parameters, Span<double> gradient, ReadOnlySpan<int> batch)
    {
        gradient.Clear();
        Accumulate(parameters, gradient, batch.Length, batch);
        double weight = 0;
        foreach (var row in batch) weight += rows.Weights[row];
        if (weight == 0) return;
        var dimension = parameters.Length - 1;
        for (var i = 0; i < dimension; i++) gradient[i] = (gradient[i] / weight) + (weightDecay * parameters[i]);
        gradient[dimension] = useBias ? gradient[dimension] / weight : 0;
    }

    /// <summary>The mean weighted loss alone.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters)
    {
        var gathered = rows.GatherNumberWeights(parameters);
        double sum = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var margin = rows.Margin(row, parameters, gathered) + parameters[^1];
            sum += rows.Weights[row] * Loss(margin, rows.Labels[row], out _);
        }

        return sum / rows.TotalWeight;
    }

    /// <summary>What the weights cost beside the loss.</summary>
    public double Penalty(ReadOnlySpan<double> parameters, double l1)
    {
        double sum = 0;
        foreach (var weight in parameters[..^1]) sum += (l1 * Math.Abs(weight)) + (0.5 * weightDecay * weight * weight);
        return sum;
    }

    private double Accumulate(ReadOnlySpan<double> parameters, Span<double> gradient, int count, ReadOnlySpan<int> order)
    {
        var gathered = rows.GatherNumberWeights(parameters);
        var numberSums = new double[gathered.Length];
        double loss = 0;
        double biasGradient = 0;
        for (var position = 0; position < count; position++)
        {
            var row = order.IsEmpty ? position : order[position];
            var weight = rows.Weights[row];
            var margin = rows.Margin(row, parameters, gathered) + parameters[^1];
            loss += weight * Loss(margin, rows.Labels[row], out var slope);
            var factor = weight * slope;
            rows.AddScaled(row, factor, numberSums, gradient);
            biasGradient += factor;
        }

        rows.Scatter(numberSums, gradient);
        gradient[^1] = biasGradient;
        return loss;
    }

    private double Loss(double margin, double label, out double slope)
    {
        if (!logistic)
        {
            slope = margin - label;
            return 0.5 * slope * slope;
        }

        slope = Logistic.Probability(margin) - label;
        return Logistic.Loss(margin, label);
    }
}

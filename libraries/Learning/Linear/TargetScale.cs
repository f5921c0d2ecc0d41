namespace MlPlatform.Learning.Linear;

/// <summary>The scale on which a regression label is learnt: mean 0 and deviation 1, so that step sizes and penalties mean the same everywhere.</summary>
internal readonly record struct TargetScale(double Mean, double Deviation)
{
    public static TargetScale Of(TrainingData data, LinearLearnerOptions options)
    {
        if (options.PredictorType != PredictorType.Regressor) return new TargetScale(0, 1);
        double total = 0, mean = 0, squares = 0;
        for (var i = 0; i < data.RowCount; i++)
        {
            if (data.Weights[i] == 0) continue;
            total += data.Weights[i];
            var delta = data.Labels[i] - mean;
            mean += delta * data.Weights[i] / total;
            squares += data.Weights[i] * delta * (data.Labels[i] - mean);
        }

        var deviation = Math.Sqrt(squares / total);
        // Without an intercept the label must keep its zero.
        return new TargetScale(options.UseBias ? mean : 0, deviation > 0 ? deviation : 1);
    }

    public double[] Apply(double[] labels)
    {
        var (mean, deviation) = this;
        return mean == 0 && deviation == 1 ? labels : Array.ConvertAll(labels, label => (label - mean) / deviation);
    }
}

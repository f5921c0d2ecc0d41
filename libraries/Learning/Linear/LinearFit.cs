using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>The scale on which a regression label is learnt: mean 0 and deviation 1, so that step sizes and penalties mean the same everywhere.</summary>
internal readonly record struct TargetScale(double Mean, double Deviation)
{
    public static TargetScale Of(TrainingData data, bool logistic)
    {
        if (logistic) return new TargetScale(0, 1);
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
        return new TargetScale(mean, deviation > 0 ? deviation : 1);
    }

    public double[] Apply(double[] labels)
    {
        var (mean, deviation) = this;
        return mean == 0 && deviation == 1 ? labels : Array.ConvertAll(labels, label => (label - mean) / deviation);
    }

    /// <summary>A loss on the learning scale, on the scale of the label.</summary>
    public double Loss(double loss) => loss * Deviation * Deviation;
}

/// <summary>Turns parameters on the learning scale into models, and back.</summary>
internal sealed class LinearFit(LinearEncoding encoding, TargetScale target, LabelSchema label, LinearLearnerOptions options)
{
    public LinearModel Model(double[] parameters)
    {
        var weights = new double[encoding.Dimension];
        for (var i = 0; i < weights.Length; i++) weights[i] = parameters[i] * target.Deviation;
        var intercept = (parameters[^1] * target.Deviation) + (options.UseBias ? target.Mean : 0);
        return new LinearModel(encoding, weights, intercept, label, options);
    }

    /// <summary>Zero, or the weights of a model with the same inputs.</summary>
    public double[] StartFrom(ITabularModel? start)
    {
        var parameters = new double[encoding.Dimension + 1];
        if (start is null) return parameters;
        if (start is not LinearModel model || !SameInputs(model)) throw new LearningException("The model to start from was not trained on the same columns.");
        for (var i = 0; i < encoding.Dimension; i++) parameters[i] = model.Weights[i] / target.Deviation;
        parameters[^1] = (model.Intercept - (options.UseBias ? target.Mean : 0)) / target.Deviation;
        return parameters;
    }

    private bool SameInputs(LinearModel model) => model.Weights.Length == encoding.Dimension
        && model.Inputs.Select(i => i.Name).SequenceEqual(encoding.Inputs.Select(i => i.Name));
}

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

namespace MlPlatform.Learning.Linear;

/// <summary>Row weights times the weight of the row's class.</summary>
internal static class ClassWeights
{
    public static double[] Apply(TrainingData data, LinearLearnerOptions options, double[] classWeights)
    {
        if (options.PredictorType == PredictorType.Regressor || Array.TrueForAll(classWeights, weight => weight == 1)) return data.Weights;
        var weights = new double[data.RowCount];
        for (var i = 0; i < weights.Length; i++) weights[i] = data.Weights[i] * classWeights[(int)data.Labels[i]];
        return weights;
    }

    /// <summary>The weight of each class: as positive_example_weight_mult says, or so that all classes weigh the same in total.</summary>
    public static double[] Of(TrainingData data, LinearLearnerOptions options, int classes)
    {
        var weights = new double[classes];
        Array.Fill(weights, 1);
        if (options.PredictorType == PredictorType.Regressor) return weights;
        var multiclass = options.PredictorType == PredictorType.MulticlassClassifier;
        if (!multiclass) weights[1] = double.IsNaN(options.PositiveWeight) ? 1 : options.PositiveWeight;
        if (multiclass ? !options.BalanceClasses : !double.IsNaN(options.PositiveWeight)) return weights;

        var totals = new double[classes];
        for (var i = 0; i < data.RowCount; i++) totals[(int)data.Labels[i]] += data.Weights[i];
        var reference = multiclass ? totals.Sum() / classes : totals[0];
        for (var k = multiclass ? 0 : 1; k < classes; k++) weights[k] = totals[k] > 0 && reference > 0 ? reference / totals[k] : 1;
        return weights;
    }
}

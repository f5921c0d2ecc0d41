namespace MlPlatform.Learning.Linear;

/// <summary>Refuses data that the linear learner cannot learn from, and says why.</summary>
internal static class LinearDataCheck
{
    public static void Run(TrainingData data, LinearLearnerOptions options)
    {
        if (data.Features.Columns.Count == 0) throw new LearningException("There are no feature columns.");
        if (options.FeatureCount is { } expected && expected != data.Features.Columns.Count)
        {
            throw new LearningException($"feature_dim is {expected}, but the data has {data.Features.Columns.Count} feature columns.");
        }

        if (data.Weights.Sum() <= 0) throw new LearningException("The weights of all rows are zero.");
        Labels(data, options.PredictorType == PredictorType.BinaryClassifier, bothClasses: true);
    }

    public static void Labels(TrainingData data, bool binary, bool bothClasses)
    {
        foreach (var label in data.Labels)
        {
            if (!double.IsFinite(label)) throw new LearningException($"The label '{data.Label!.Name}' is not a finite number in a row.");
            if (binary && label is not (0 or 1))
            {
                throw new LearningException($"The label '{data.Label!.Name}' is {label:R} in a row; binary_classifier needs 0 or 1.");
            }
        }

        if (!binary || !bothClasses) return;
        var first = data.Labels[0];
        if (Array.TrueForAll(data.Labels, l => l == first))
        {
            throw new LearningException($"The label '{data.Label!.Name}' is {first} in every row; two classes are needed.");
        }
    }

    /// <summary>Row weights times the weight of class 1.</summary>
    public static double[] EffectiveWeights(TrainingData data, LinearLearnerOptions options)
    {
        if (options.PredictorType == PredictorType.Regressor || options.PositiveWeight == 1) return data.Weights;
        var positive = options.PositiveWeight;
        if (double.IsNaN(positive))
        {
            double ones = 0, zeros = 0;
            for (var i = 0; i < data.RowCount; i++)
            {
                if (data.Labels[i] == 1) ones += data.Weights[i];
                else zeros += data.Weights[i];
            }

            positive = ones > 0 && zeros > 0 ? zeros / ones : 1;
        }

        var weights = new double[data.RowCount];
        for (var i = 0; i < weights.Length; i++) weights[i] = data.Weights[i] * (data.Labels[i] == 1 ? positive : 1);
        return weights;
    }
}

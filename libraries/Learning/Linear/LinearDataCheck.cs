using System.Numerics.Tensors;

namespace MlPlatform.Learning.Linear;

/// <summary>Refuses data that the linear learner cannot learn from, and says why.</summary>
internal static class LinearDataCheck
{
    private const int MostClasses = 1000;

    public static void Run(TrainingData data, LinearLearnerOptions options)
    {
        if (data.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        if (data.Label is null || data.Labels.Length != data.RowCount) throw new LearningException("The linear learner needs a label for every row.");
        if (data.Features.Columns.Count == 0) throw new LearningException("There are no feature columns.");
        if (options.FeatureCount is { } expected && expected != data.Features.Columns.Count)
        {
            throw new LearningException($"feature_dim is {expected}, but the data has {data.Features.Columns.Count} feature columns.");
        }

        if (data.Weights.Sum() <= 0) throw new LearningException("The weights of all rows are zero.");
        Labels(data, options, Classes(data, options));
        if (options.PredictorType == PredictorType.Regressor) return;
        var first = data.Labels[0];
        if (Array.TrueForAll(data.Labels, l => l == first))
        {
            throw new LearningException($"The label '{data.Label.Name}' is {first} in every row; two classes are needed.");
        }
    }

    /// <summary>How many classes there are: as num_classes says, or as many as the label has.</summary>
    public static int Classes(TrainingData data, LinearLearnerOptions options)
    {
        if (options.PredictorType != PredictorType.MulticlassClassifier) return 2;
        if ((options.ClassCount ?? data.Label!.Classes?.Count) is { } known) return known;
        var row = TensorPrimitives.IndexOfMax(data.Labels);
        var largest = data.Labels[row];
        return largest < MostClasses
            ? Math.Max(2, (int)largest + 1)
            : throw new LearningException($"The label '{data.Label!.Name}' is {largest:R} in row {row + 1}; {MostClasses} classes are the most.");
    }

    public static void Labels(TrainingData data, LinearLearnerOptions options, int classes)
    {
        if (options.PredictorType == PredictorType.Regressor) data.RequireNumbers("a regressor");
        for (var row = 0; row < data.Labels.Length; row++)
        {
            var label = data.Labels[row];
            if (!double.IsFinite(label)) throw new LearningException($"The label '{data.Label!.Name}' is not a finite number in row {row + 1}.");
            if (options.PredictorType == PredictorType.BinaryClassifier && label is not (0 or 1))
            {
                throw new LearningException($"The label '{data.Label!.Name}' is {data.LabelText(row)} in row {row + 1}; binary_classifier needs 0 or 1.");
            }

            if (options.PredictorType == PredictorType.MulticlassClassifier && !(label >= 0 && label < classes && double.IsInteger(label)))
            {
                throw new LearningException($"The label '{data.Label!.Name}' is {data.LabelText(row)} in row {row + 1}; with {classes} classes it must be 0 to {classes - 1}.");
            }
        }
    }
}

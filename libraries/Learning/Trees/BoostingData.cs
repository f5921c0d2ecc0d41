using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees;

/// <summary>Checks data and turns its labels and weights into what boosting works on.</summary>
internal static class BoostingData
{
    private const int MostClasses = 1000;

    public static void Check(TrainingData data, FitContext context)
    {
        if (data.Features.Columns.Count == 0) throw new LearningException("There are no feature columns.");
        if (data.Label is null) throw new LearningException("Boosted trees need a label.");
        if (data.Weights.Sum() <= 0) throw new LearningException("The weights of all rows are zero.");
        if (context.Validation is { RowCount: 0 }) throw new LearningException("The validation data has no rows.");
    }

    /// <summary>The number of classes: as declared, as the label names them, or one more than the largest.</summary>
    public static int ClassCount(TrainingData data, BoostedTreesOptions options)
    {
        var count = options.ClassCount ?? data.Label!.Classes?.Count ?? (int)Math.Min(MostClasses, data.Labels.Max() + 1);
        return Math.Max(2, count);
    }

    public static BoostingRows Rows(TrainingData data, Objective objective, BoostedTreesOptions options)
    {
        if (objective.Kind == OutputKind.Number) data.RequireNumbers(options.Objective);
        var labels = new float[data.RowCount];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (float)data.Labels[i];
            if (!float.IsFinite(labels[i])) throw new LearningException($"The label '{data.Label!.Name}' is not a finite number in row {i + 1}.");
            if (objective.LabelProblem(labels[i]) is { } problem) throw new LearningException($"The label '{data.Label!.Name}' is {data.LabelText(i)} in row {i + 1}: {options.Objective} needs {problem}.");
        }

        return new BoostingRows(labels, Weights(data, objective, options), GroupStarts(data, objective, options), objective.Outputs);
    }

    /// <summary>Refuses labels of one class, from which a classifier learns nothing.</summary>
    public static void CheckClasses(TrainingData data, Objective objective)
    {
        if (objective.Kind is not (OutputKind.Probability or OutputKind.ClassProbabilities)) return;
        var first = data.Labels[0];
        if (Array.TrueForAll(data.Labels, l => l == first)) throw new LearningException($"The label '{data.Label!.Name}' is {first} in every row; two classes are needed.");
    }

    private static float[]? Weights(TrainingData data, Objective objective, BoostedTreesOptions options)
    {
        var classWeights = options.ClassWeights;
        var scalesPositive = options.ScalePosWeight != 1 && objective is LogisticLoss;
        if (classWeights.Length == 0 && !scalesPositive && Array.TrueForAll(data.Weights, w => w == 1)) return null;
        var weights = new float[data.RowCount];
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = data.Weights[i];
            if (scalesPositive && data.Labels[i] == 1) weight *= options.ScalePosWeight;
            if (classWeights.Length > 0)
            {
                var label = (int)data.Labels[i];
                weight *= label >= 0 && label < classWeights.Length ? classWeights[label] : throw new LearningException($"The hyperparameter class_weights has no weight for class {label}.");
            }

            weights[i] = (float)weight;
        }

        return weights;
    }

    private static int[]? GroupStarts(TrainingData data, Objective objective, BoostedTreesOptions options)
    {
        if (objective.Kind != OutputKind.Ranking || data.Groups is null) return objective.NeedsGroups ? throw new LearningException($"{options.Objective} needs groups of rows to rank.") : null;
        var groups = data.Groups;
        var starts = new List<int>();
        var seen = new HashSet<int>();
        for (var i = 0; i < groups.Length; i++)
        {
            if (i > 0 && groups[i] == groups[i - 1]) continue;
            if (!seen.Add(groups[i])) throw new LearningException($"The rows of group {groups[i]} do not lie together: one is in row {i + 1}.");
            starts.Add(i);
        }

        return [.. starts, groups.Length];
    }
}

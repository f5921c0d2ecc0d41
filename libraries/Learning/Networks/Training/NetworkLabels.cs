namespace MlPlatform.Learning.Networks.Training;

/// <summary>Checks the labels and weights of network training, and says how rows count.</summary>
internal static class NetworkLabels
{
    /// <summary>How many outputs the network has; throws where the labels do not fit what is asked for.</summary>
    public static int Outputs(TrainingData data, NetworkOptions options)
    {
        if (data.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        if (data.Features.Columns.Count == 0) throw new LearningException("There are no feature columns.");
        if (data.Label is null || data.Labels.Length == 0) throw new LearningException("There is no label to learn.");
        if (!(data.Weights.Sum() > 0)) throw new LearningException("The weights of all rows are zero.");
        if (options.Loss == NetworkLoss.SquaredError)
        {
            data.RequireNumbers("a regressor");
            Check(data, outputs: 0);
            return 1;
        }

        var outputs = options.Loss == NetworkLoss.Logistic ? 1 : options.Classes ?? ClassesOf(data);
        Check(data, outputs);
        var first = data.Labels[0];
        return Array.TrueForAll(data.Labels, label => label == first)
            ? throw new LearningException($"The label '{data.Label.Name}' is {first} in every row; two classes are needed.")
            : outputs;
    }

    /// <summary>Throws where a label is no number, or none of the classes: 0 outputs take any number, 1 takes 0 and 1.</summary>
    public static void Check(TrainingData data, int outputs)
    {
        var classes = outputs == 1 ? 2 : outputs;
        for (var row = 0; row < data.Labels.Length; row++)
        {
            var label = data.Labels[row];
            if (!double.IsFinite(label)) throw new LearningException($"The label '{data.Label!.Name}' is not a finite number in row {row + 1}.");
            if (classes > 0 && !(label >= 0 && label < classes && double.IsInteger(label)))
            {
                throw new LearningException($"The label '{data.Label!.Name}' is {data.LabelText(row)} in row {row + 1}; it must be a class from 0 to {classes - 1}.");
            }
        }
    }

    /// <summary>Row weights times class weights, scaled to a mean of 1.</summary>
    public static float[] Weights(TrainingData data, NetworkOptions options, int outputs)
    {
        var weights = ClassWeights(data, options, outputs) is { } classes
            ? [.. data.Weights.Zip(data.Labels, (weight, label) => weight * classes[(int)label])]
            : data.Weights;
        var mean = weights.Sum() / weights.Length;
        return Array.ConvertAll(weights, weight => (float)(weight / mean));
    }

    private static int ClassesOf(TrainingData data) => data.Label!.Classes?.Count ?? data.Labels.Max() switch
    {
        >= 1 and <= 999 and var largest => (int)largest + 1,
        _ => 2,
    };

    private static double[]? ClassWeights(TrainingData data, NetworkOptions options, int outputs)
    {
        var balanced = options.Loss == NetworkLoss.Logistic ? double.IsNaN(options.PositiveWeight) : options.Loss == NetworkLoss.Softmax && options.BalanceClasses;
        if (!balanced) return options.Loss == NetworkLoss.Logistic && options.PositiveWeight != 1 ? [1, options.PositiveWeight] : null;
        var totals = new double[Math.Max(2, outputs)];
        for (var row = 0; row < data.RowCount; row++) totals[(int)data.Labels[row]] += data.Weights[row];
        return Array.ConvertAll(totals, total => total > 0 ? 1 / total : 0);
    }
}

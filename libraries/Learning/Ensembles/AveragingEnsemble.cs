using System.Buffers;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>The weighted mean of what several models give.</summary>
public sealed class AveragingEnsemble : ITabularModel
{
    private readonly Members members;
    private readonly double[] weights;

    /// <param name="models">Models of one kind of output; of different columns, if need be.</param>
    /// <param name="weights">One per model, not negative; null for one each. Models of weight 0 are left out.</param>
    public AveragingEnsemble(IReadOnlyList<ITabularModel> models, IReadOnlyList<double>? weights = null)
    {
        weights ??= [.. models.Select(_ => 1.0)];
        if (weights.Count != models.Count) throw new LearningException($"There are {weights.Count} weights for {models.Count} models.");
        for (var i = 0; i < weights.Count; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i]))) throw new LearningException($"The weight of model {i + 1} ({models[i].Algorithm}) is {weights[i]}; it must not be negative.");
        }

        var total = weights.Sum();
        if (models.Count > 0 && total == 0) throw new LearningException("The weights of all models are zero.");
        var kept = Enumerable.Range(0, models.Count).Where(model => weights[model] > 0).ToArray();
        members = new Members([.. kept.Select(model => models[model])]);
        this.weights = [.. kept.Select(model => weights[model] / total)];
    }

    public string Algorithm => EnsembleAlgorithm.AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => members.Inputs;

    public ModelOutput Output => members.Output;

    public IReadOnlyList<ITabularModel> Models => members.Models;

    /// <summary>One per model; they sum to 1.</summary>
    public IReadOnlyList<double> Weights => weights;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        members.CheckWidth(row.Length);
        ScoreRows(row, outputs);
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        var (inputs, width) = (Inputs.Count, Output.Width);
        var buffer = ArrayPool<double>.Shared.Rent(Members.RowsPerBlock * width);
        for (int start = 0, count = rows.Length / inputs; start < count; start += Members.RowsPerBlock)
        {
            var height = Math.Min(Members.RowsPerBlock, count - start);
            var sums = outputs.Slice(start * width, height * width);
            var own = buffer.AsSpan(0, height * width);
            sums.Clear();
            for (var member = 0; member < weights.Length; member++)
            {
                members.Score(member, rows.Slice(start * inputs, height * inputs), own);
                for (var i = 0; i < own.Length; i++) sums[i] += weights[member] * own[i];
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => EnsembleFormat.Save(this, stream, metrics);
}

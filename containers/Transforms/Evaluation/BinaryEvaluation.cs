using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>Judges probabilities of class 1; the label may be in words or in numbers.</summary>
internal static class BinaryEvaluation
{
    public static Evaluated Of(ModelOutput output, Column labelColumn, double[] scores)
    {
        var (labels, label) = LabelMapping.Map(labelColumn, output.Label!.Favorable ?? "1");
        var metrics = BinaryMetrics.Of(scores, labels.ToArray(), default, output.Threshold);
        var answers = CategoryDictionary.From([label.Unfavorable!, label.Favorable!]);
        var predicted = new CategoryColumn(Evaluated.PredictedLabel, Array.ConvertAll(scores, score => score >= output.Threshold ? 1 : 0), answers);
        return new Evaluated(
            EvaluationJson.Of(metrics, scores.Length), [predicted, new Float64Column(Evaluated.Score, scores)], label,
            FormattableString.Invariant($"accuracy {metrics.Accuracy:F4}, AUC {metrics.Auc:F4}"));
    }
}

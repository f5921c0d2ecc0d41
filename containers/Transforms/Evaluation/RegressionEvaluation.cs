using MlPlatform.Learning.Metrics;
using MlPlatform.Tables;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>Judges predicted numbers.</summary>
internal static class RegressionEvaluation
{
    public static Evaluated Of(Column labelColumn, double[] scores)
    {
        if (labelColumn is not NumberColumn labels) throw new TransformException($"The label '{labelColumn.Name}' is not a number; the model predicts numbers.");
        var metrics = RegressionMetrics.Of(scores, labels.ToArray());
        return new Evaluated(
            EvaluationJson.Of(metrics, scores.Length), [new Float64Column(Evaluated.PredictedLabel, scores)], new LabelSchema(labelColumn.Name),
            FormattableString.Invariant($"RMSE {metrics.RootMeanSquaredError:G6}, R2 {metrics.R2:F4}"));
    }
}

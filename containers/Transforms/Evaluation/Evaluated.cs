using MlPlatform.Tables;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>How well a model's answers fit the labels.</summary>
/// <param name="Json">The content of evaluation.json.</param>
/// <param name="Predictions">The columns that are put behind those of the holdout.</param>
/// <param name="Label">What is predicted.</param>
/// <param name="Summary">The main figures in words.</param>
internal sealed record Evaluated(byte[] Json, IReadOnlyList<Column> Predictions, LabelSchema Label, string Summary)
{
    public const string PredictedLabel = "predicted_label";
    public const string Score = "score";
}

namespace MlPlatform.Clarify.Bias;

/// <summary>The predicted labels of the data set.</summary>
/// <param name="Codes">Per row, in the codes of the label; -1 where there is none.</param>
/// <param name="Source">Where they come from, in words.</param>
internal sealed record Predictions(int[] Codes, string Source)
{
    /// <summary>The column that holds them, else what the model says.</summary>
    public static Predictions Of(AnalysisContext context)
    {
        if (context.Dataset.PredictedLabel is { } column)
        {
            return new Predictions(context.Label.Recode(context.Dataset.Column(column, "predicted label")), $"the column {column}");
        }

        var model = context.RequireModel("Bias after training (without a column of predictions, 'predicted_label')");
        return new Predictions(model.PredictedLabels(context.Label, context.Config.ProbabilityThreshold), model.Title);
    }
}

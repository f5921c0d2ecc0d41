using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>Judges probabilities of many classes; the label may be in words or in the numbers of the classes.</summary>
internal static class MulticlassEvaluation
{
    public static Evaluated Of(ModelOutput output, Column labelColumn, double[] probabilities)
    {
        var texts = output.Label!.Classes ?? [.. Enumerable.Range(0, output.Width).Select(c => FormattableString.Invariant($"{c}"))];
        var labels = LabelsOf(labelColumn, texts);
        var answers = MulticlassMetrics.Answers(probabilities, output.Width);
        var confusion = MulticlassMetrics.Confusion(probabilities, labels, output.Width);
        var loss = MulticlassMetrics.LogLoss(probabilities, labels, output.Width);
        var scores = new double[answers.Length];
        for (var row = 0; row < scores.Length; row++) scores[row] = probabilities[(row * output.Width) + answers[row]];
        return new Evaluated(
            EvaluationJson.Of(confusion, texts, loss, scores.Length),
            [new CategoryColumn(Evaluated.PredictedLabel, answers, CategoryDictionary.From(texts)), new Float64Column(Evaluated.Score, scores)],
            output.Label with { Name = labelColumn.Name },
            FormattableString.Invariant($"accuracy {confusion.Accuracy:F4}, log loss {loss:F4}"));
    }

    private static double[] LabelsOf(Column column, IReadOnlyList<string> texts)
    {
        var classes = CategoryDictionary.From(texts);
        return [.. Enumerable.Range(0, column.Count).Select(row => ClassOf(LabelMapping.Text(column, row)))];

        double ClassOf(string text) => classes.Find(text) is var code and >= 0
            ? code
            : throw new TransformException($"The label '{column.Name}' is '{text}', which is no class of the model; its classes are {string.Join(", ", texts.Take(10))}.");
    }
}

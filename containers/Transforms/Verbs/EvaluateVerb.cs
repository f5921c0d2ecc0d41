using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Evaluation;

namespace MlPlatform.Transforms.Verbs;

/// <summary>model, holdout → evaluation, predictions: scores rows the model never saw.</summary>
/// <remarks>predictions.csv has a header, the columns of the holdout, <c>predicted_label</c> in the label's own texts, and for a classifier <c>score</c>.</remarks>
internal static class EvaluateVerb
{
    public static Verb Verb { get; } = new("evaluate", ["label"], Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var model = ModelInput.Read(folders.Input("model"));
        var (table, rejected) = DataFolder.Read(folders.Input("holdout"), [], []);
        if (rejected.Count > 0) throw new TransformException($"{rejected.Count} rows cannot be read; the first: {rejected[0].Reason}");
        var evaluated = Evaluate(model, table, arguments.Find("label"));
        var predictions = new Table([.. table.Columns, .. evaluated.Predictions]);
        File.WriteAllBytes(folders.Output("evaluation", EvaluationJson.FileName), evaluated.Json);
        TableFiles.WriteCsv(folders.Output("predictions", "predictions.csv"), predictions, header: true);
        TableFiles.WriteSchema(folders.Output("predictions", TableSchema.FileName), predictions.Schema with { Label = evaluated.Label });
        return $"Scored {table.RowCount} rows: {evaluated.Summary}.";
    }

    private static Evaluated Evaluate(ITabularModel model, Table table, string? labelName)
    {
        var output = model.Output;
        if (output.Label is not { } label) throw new TransformException($"A model of {model.Algorithm} predicts no label, so there is nothing to compare its answers with.");
        var labels = table[labelName ?? label.Name];
        return output.Kind switch
        {
            OutputKind.Probability => BinaryEvaluation.Of(output, labels, model.Score(table)),
            OutputKind.ClassProbabilities => MulticlassEvaluation.Of(output, labels, model.Score(table)),
            OutputKind.Number => RegressionEvaluation.Of(labels, model.Score(table)),
            _ => throw new TransformException($"A model of {model.Algorithm} that gives a {output.Kind} is not evaluated here; models of classes and of numbers are."),
        };
    }
}

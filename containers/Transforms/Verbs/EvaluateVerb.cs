using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Evaluation;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Verbs;

/// <summary>model, holdout → evaluation, predictions: scores rows the model never saw.</summary>
/// <remarks>predictions.csv has a header, the columns of the holdout, <c>predicted_label</c> in the label's own texts, and <c>score</c>.</remarks>
internal static class EvaluateVerb
{
    public static Verb Verb { get; } = new("evaluate", ["label"], Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var model = ModelInput.Read(folders.Input("model"));
        var (table, rejected) = DataFolder.Read(folders.Input("holdout"), [], []);
        if (rejected.Count > 0) throw new TransformException($"{rejected.Count} rows cannot be read; the first: {rejected[0].Reason}");
        var labelColumn = table[arguments.Find("label") ?? model.Output.Label!.Name];
        var scores = model.Score(table);
        return model.Output.IsClassifier ? Classify(folders, model, table, labelColumn, scores) : Regress(folders, table, labelColumn, scores);
    }

    private static string Classify(JobFolders folders, ITabularModel model, Table table, Column labelColumn, double[] scores)
    {
        var (labels, label) = LabelMapping.Map(labelColumn, model.Output.Label!.Favorable ?? "1");
        var metrics = BinaryMetrics.Of(scores, labels.ToArray(), default, model.Output.Threshold);
        var answers = CategoryDictionary.From([label.Unfavorable!, label.Favorable!]);
        var predicted = new CategoryColumn("predicted_label", Array.ConvertAll(scores, score => score >= model.Output.Threshold ? 1 : 0), answers);
        File.WriteAllBytes(folders.Output("evaluation", EvaluationJson.FileName), EvaluationJson.Of(metrics, scores.Length));
        WritePredictions(folders, new Table([.. table.Columns, predicted, new Float64Column("score", scores)]), label);
        return FormattableString.Invariant($"Scored {scores.Length} rows: accuracy {metrics.Accuracy:F4}, AUC {metrics.Auc:F4}.");
    }

    private static string Regress(JobFolders folders, Table table, Column labelColumn, double[] scores)
    {
        if (labelColumn is not NumberColumn labels) throw new TransformException($"The label '{labelColumn.Name}' is not a number; the model predicts numbers.");
        var metrics = RegressionMetrics.Of(scores, labels.ToArray());
        File.WriteAllBytes(folders.Output("evaluation", EvaluationJson.FileName), EvaluationJson.Of(metrics, scores.Length));
        WritePredictions(folders, new Table([.. table.Columns, new Float64Column("predicted_label", scores)]), new LabelSchema(labelColumn.Name));
        return FormattableString.Invariant($"Scored {scores.Length} rows: RMSE {metrics.RootMeanSquaredError:G6}, R2 {metrics.R2:F4}.");
    }

    private static void WritePredictions(JobFolders folders, Table predictions, LabelSchema label)
    {
        TableFiles.WriteCsv(folders.Output("predictions", "predictions.csv"), predictions, header: true);
        TableFiles.WriteSchema(folders.Output("predictions", TableSchema.FileName), predictions.Schema with { Label = label });
    }
}

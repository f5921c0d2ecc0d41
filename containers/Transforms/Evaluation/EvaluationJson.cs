using System.Text.Json;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>Writes evaluation.json in the shape of Model Monitor's model quality: <c>binary_classification_metrics.auc.value</c>.</summary>
internal static class EvaluationJson
{
    public const string FileName = "evaluation.json";

    public static byte[] Of(BinaryMetrics metrics, long rows) => Write(rows, "binary_classification_metrics", writer =>
    {
        writer.WriteStartObject("confusion_matrix");
        WriteCounts(writer, "0", metrics.TrueNegatives, metrics.FalsePositives);
        WriteCounts(writer, "1", metrics.FalseNegatives, metrics.TruePositives);
        writer.WriteEndObject();
        WriteMetric(writer, "accuracy", metrics.Accuracy);
        WriteMetric(writer, "auc", metrics.Auc);
        WriteMetric(writer, "f1", metrics.F1);
        WriteMetric(writer, "log_loss", metrics.LogLoss);
        WriteMetric(writer, "precision", metrics.Precision);
        WriteMetric(writer, "recall", metrics.Recall);
        WriteMetric(writer, "true_positive_rate", metrics.Recall);
        WriteMetric(writer, "false_positive_rate", metrics.FalsePositives / (metrics.FalsePositives + metrics.TrueNegatives));
    });

    public static byte[] Of(RegressionMetrics metrics, long rows) => Write(rows, "regression_metrics", writer =>
    {
        WriteMetric(writer, "mae", metrics.MeanAbsoluteError);
        WriteMetric(writer, "mse", metrics.MeanSquaredError);
        WriteMetric(writer, "r2", metrics.R2);
        WriteMetric(writer, "rmse", metrics.RootMeanSquaredError);
    });

    public static byte[] Of(ConfusionMatrix confusion, IReadOnlyList<string> classes, double logLoss, long rows) => Write(rows, "multiclass_classification_metrics", writer =>
    {
        writer.WriteStartObject("confusion_matrix");
        for (var truth = 0; truth < classes.Count; truth++)
        {
            writer.WriteStartObject(classes[truth]);
            for (var answer = 0; answer < classes.Count; answer++) writer.WriteNumber(classes[answer], confusion[truth, answer]);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteMetric(writer, "accuracy", confusion.Accuracy);
        WriteMetric(writer, "log_loss", logLoss);
        WriteMetric(writer, "weighted_precision", confusion.Precision(ClassAverage.Weighted));
        WriteMetric(writer, "weighted_recall", confusion.Recall(ClassAverage.Weighted));
        WriteMetric(writer, "weighted_f0_5", confusion.FBeta(0.5, ClassAverage.Weighted));
        WriteMetric(writer, "weighted_f1", confusion.F1(ClassAverage.Weighted));
        WriteMetric(writer, "weighted_f2", confusion.FBeta(2, ClassAverage.Weighted));
    });

    private static byte[] Write(long rows, string group, Action<Utf8JsonWriter> metrics)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("dataset");
            writer.WriteNumber("item_count", rows);
            writer.WriteEndObject();
            writer.WriteStartObject(group);
            metrics(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteMetric(Utf8JsonWriter writer, string name, double value)
    {
        if (!double.IsFinite(value)) return;
        writer.WriteStartObject(name);
        writer.WriteNumber("value", value);
        writer.WriteString("standard_deviation", "NaN");
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string actual, double zeros, double ones)
    {
        writer.WriteStartObject(actual);
        writer.WriteNumber("0", zeros);
        writer.WriteNumber("1", ones);
        writer.WriteEndObject();
    }
}

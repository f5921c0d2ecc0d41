using System.Text.Json;
using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Monitor.Quality;

/// <summary>Predictions of two classes. The positive class is 1, or of other labels the last in order.</summary>
/// <remarks>
/// Rates are those of the predicted labels, or of the probabilities at the threshold where no label is predicted; the areas under curves need
/// probabilities. The best constant classifier always predicts the positive class, as Model Monitor's does.
/// </remarks>
internal sealed class BinaryProblem : QualityProblem
{
    private const int MostCurvePoints = 1000;

    private static readonly (string Name, string Metric, Answer Answer, bool IsComplement)[] Definitions =
    [
        ("recall", "recall", Answer.Label, false),
        ("precision", "precision", Answer.Label, false),
        ("accuracy", "accuracy", Answer.Label, false),
        ("recall_best_constant_classifier", "recall", Answer.Constant, false),
        ("precision_best_constant_classifier", "precision", Answer.Constant, false),
        ("accuracy_best_constant_classifier", "accuracy", Answer.Constant, false),
        ("true_positive_rate", "recall", Answer.Label, false),
        ("true_negative_rate", "specificity", Answer.Label, false),
        ("false_positive_rate", "specificity", Answer.Label, true),
        ("false_negative_rate", "recall", Answer.Label, true),
        ("auc", "auc", Answer.Probability, false),
        ("au_prc", "aucpr", Answer.Probability, false),
        ("f0_5", "fbeta@0.5", Answer.Label, false),
        ("f1", "fbeta@1", Answer.Label, false),
        ("f2", "fbeta@2", Answer.Label, false),
        ("f0_5_best_constant_classifier", "fbeta@0.5", Answer.Constant, false),
        ("f1_best_constant_classifier", "fbeta@1", Answer.Constant, false),
        ("f2_best_constant_classifier", "fbeta@2", Answer.Constant, false),
    ];

    private readonly (Metric Metric, Answer Answer, bool IsComplement)[] computed;
    private readonly IReadOnlyList<string> classes;
    private readonly double[] labels;
    private readonly double[] answers;
    private readonly double[]? probabilities;

    public BinaryProblem(Predictions predictions, double threshold)
    {
        var truth = predictions.Labels.Select(LabelText.Normal).ToArray();
        var inferred = predictions.Inferences?.Select(LabelText.Normal).ToArray();
        classes = LabelText.TwoClasses(truth.Concat(inferred ?? []));
        labels = Array.ConvertAll(truth, Code);
        probabilities = predictions.Probabilities is { } texts ? [.. texts.Select(text => Number(text, "probability"))] : null;
        answers = inferred is not null ? Array.ConvertAll(inferred, Code) : Array.ConvertAll(probabilities!, probability => probability >= threshold ? 1.0 : 0);

        var known = Definitions.Where(definition => definition.Answer != Answer.Probability || probabilities is not null).ToArray();
        computed = Array.ConvertAll(known, definition => (MetricCatalog.Get(definition.Metric), definition.Answer, definition.IsComplement));
        Measures = Array.ConvertAll(known, definition => new QualityMeasure(
            definition.Name, HigherIsBetter: !definition.IsComplement, IsConstrained: definition.Answer != Answer.Constant && definition.Name != "au_prc"));
    }

    private enum Answer
    {
        Label,
        Probability,
        Constant,
    }

    public override string Section => "binary_classification";

    public override int Rows => labels.Length;

    public override IReadOnlyList<QualityMeasure> Measures { get; }

    public override double[] Measure(ReadOnlySpan<int> rows)
    {
        var truth = Take(labels, rows);
        var answered = Take(answers, rows);
        var scored = probabilities is null ? [] : Take(probabilities, rows);
        var ones = new double[truth.Length];
        Array.Fill(ones, 1);
        return Array.ConvertAll(computed, measure =>
        {
            var outputs = measure.Answer switch { Answer.Label => answered, Answer.Probability => scored, _ => ones };
            var value = measure.Metric.Compute(new MetricRows(outputs, truth));
            return measure.IsComplement ? 1 - value : value;
        });
    }

    public override void WriteTables(Utf8JsonWriter json)
    {
        ConfusionTable.Write(json, classes, ConfusionMatrix.Of(Array.ConvertAll(answers, answer => (int)answer), labels, classes.Count));
        if (probabilities is null) return;
        var ranked = RankedScores.Of(probabilities, labels);
        WriteCurve(json, "receiver_operating_characteristic_curve", "false_positive_rates", "true_positive_rates", ranked.RocCurve());
        WriteCurve(json, "precision_recall_curve", "recalls", "precisions", ranked.PrecisionRecallCurve());
    }

    /// <summary>A curve of more points than a chart shows is thinned; its ends stay.</summary>
    private static void WriteCurve(Utf8JsonWriter json, string name, string x, string y, IReadOnlyList<CurvePoint> points)
    {
        var kept = points.Count <= MostCurvePoints
            ? points
            : [.. Enumerable.Range(0, MostCurvePoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MostCurvePoints - 1))])];
        json.WriteStartObject(name);
        WriteArray(json, x, kept.Select(point => point.X));
        WriteArray(json, y, kept.Select(point => point.Y));
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) QualityFiles.WriteNumber(json, value);
        json.WriteEndArray();
    }

    private double Code(string label) => label == classes[1] ? 1 : 0;
}

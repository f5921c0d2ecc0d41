using System.Text.Json;
using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Monitor.Quality;

/// <summary>Predictions of many classes. The best constant classifier always predicts the most frequent one.</summary>
internal sealed class MulticlassProblem : QualityProblem
{
    private const string Constant = "_best_constant_classifier";

    private static readonly (string Name, Func<ConfusionMatrix, double> Of)[] Definitions =
    [
        ("accuracy", matrix => matrix.Accuracy),
        ("weighted_recall", matrix => matrix.Recall(ClassAverage.Weighted)),
        ("weighted_precision", matrix => matrix.Precision(ClassAverage.Weighted)),
        ("weighted_f0_5", matrix => matrix.FBeta(0.5, ClassAverage.Weighted)),
        ("weighted_f1", matrix => matrix.F1(ClassAverage.Weighted)),
        ("weighted_f2", matrix => matrix.FBeta(2, ClassAverage.Weighted)),
    ];

    private readonly IReadOnlyList<string> classes;
    private readonly double[] labels;
    private readonly int[] answers;

    public MulticlassProblem(Predictions predictions)
    {
        var inferences = predictions.Inferences ?? throw new MonitorException("MulticlassClassification needs inference_attribute: where the predicted class is.");
        var truth = predictions.Labels.Select(LabelText.Normal).ToArray();
        var inferred = inferences.Select(LabelText.Normal).ToArray();
        classes = LabelText.Classes(truth.Concat(inferred));
        var codes = classes.Select((name, code) => (name, code)).ToDictionary(pair => pair.name, pair => pair.code, StringComparer.Ordinal);
        labels = Array.ConvertAll(truth, label => (double)codes[label]);
        answers = Array.ConvertAll(inferred, label => codes[label]);
    }

    public override string Section => "multiclass_classification";

    public override int Rows => labels.Length;

    public override IReadOnlyList<QualityMeasure> Measures { get; } =
    [
        .. Definitions.Select(definition => new QualityMeasure(definition.Name, HigherIsBetter: true, IsConstrained: true)),
        .. Definitions.Select(definition => new QualityMeasure(definition.Name + Constant, HigherIsBetter: true, IsConstrained: false)),
    ];

    public override double[] Measure(ReadOnlySpan<int> rows)
    {
        var truth = Take(labels, rows);
        var answered = new int[rows.Length];
        for (var i = 0; i < answered.Length; i++) answered[i] = answers[rows[i]];
        var constant = new int[rows.Length];
        Array.Fill(constant, MostFrequent(truth));
        var (judged, best) = (ConfusionMatrix.Of(answered, truth, classes.Count), ConfusionMatrix.Of(constant, truth, classes.Count));
        return [.. Definitions.Select(definition => definition.Of(judged)), .. Definitions.Select(definition => definition.Of(best))];
    }

    public override void WriteTables(Utf8JsonWriter json) => ConfusionTable.Write(json, classes, ConfusionMatrix.Of(answers, labels, classes.Count));

    private int MostFrequent(double[] truth)
    {
        var counts = new int[classes.Count];
        foreach (var label in truth) counts[(int)label]++;
        return Array.IndexOf(counts, counts.Max());
    }
}

using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Data;
using MlPlatform.Learning.Metrics;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>The labels that a model's answers predict, in the codes of the observed label.</summary>
/// <param name="label">The observed label.</param>
/// <param name="headers">The class of each score, where the configuration names them.</param>
/// <param name="threshold">From which probability on the favourable label is predicted; 0.5 where not given.</param>
internal sealed class PredictedLabels(LabelColumn label, IReadOnlyList<string>? headers, double? threshold)
{
    private const double DefaultThreshold = 0.5;

    public int[] Of(ModelAnswers answers)
    {
        if (label.Threshold is not null && answers is { Scores: { } numbers, Width: 1 }) return label.Recode(new Float64Column(label.Name, numbers));
        if (answers.Labels is { } texts && (answers.Scores is null || answers.Width > 1 || texts.All(text => label.Column.Find(text) != CodedColumn.Missing))) return OfTexts(texts);
        return answers.Width == 1 ? AboveThreshold(answers.Scores!) : MostProbable(answers.Scores!, answers.Width);
    }

    private int[] OfTexts(string[] texts) => Array.ConvertAll(texts, text => label.Column.Find(text) is var code and not CodedColumn.Missing
        ? code
        : throw new ClarifyException($"The model predicts '{text}', which is no value of the label '{label.Name}'; its values are {string.Join(", ", label.Column.Values.Take(20))}."));

    private int[] AboveThreshold(double[] scores)
    {
        var limit = threshold ?? DefaultThreshold;
        var wrong = Array.FindIndex(scores, score => score is < 0 or > 1);
        if (wrong >= 0) throw new ClarifyException($"The model answers {Config.Numbers.Of(scores[wrong])} for row {wrong + 1}: neither a value of the label '{label.Name}' nor a probability.");
        var (favorable, other) = label.TwoSides(headers is [var positive] ? positive : null);
        return Array.ConvertAll(scores, score => score >= limit ? favorable : other);
    }

    private int[] MostProbable(double[] scores, int width)
    {
        if (headers is not null && headers.Count != width) throw new ClarifyException($"'label_headers' names {headers.Count} classes, the model answers {width} probabilities.");
        var codes = Enumerable.Range(0, width).Select(c => label.CodeOfClass(c, headers)).ToArray();
        return Array.ConvertAll(MulticlassMetrics.Answers(scores, width), answer => codes[answer]);
    }
}

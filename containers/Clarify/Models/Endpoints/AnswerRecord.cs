using MlPlatform.Clarify.Config;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>What a model answered for one row, as texts: the label (or the label of each probability), and the probabilities.</summary>
internal sealed record AnswerRecord(string[]? Labels, string[]? Scores)
{
    /// <summary>Values of which nobody says what they are: one is a label, or a score where it is a number; several are scores.</summary>
    public static AnswerRecord Of(string[] values) => values.Length == 1 ? new AnswerRecord(values, null) : new AnswerRecord(null, values);

    /// <summary>A field of CSV: one value, or a list of several such as [0.2, 0.8].</summary>
    public static string[] Listed(string field) => field.AsSpan().Trim() is ['[', .., ']'] list
        ? list[1..^1].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim('"', '\'')).ToArray()
        : [field];
}

/// <summary>Turns the records of an answer into labels and numbers.</summary>
internal sealed class AnswerRecords(IReadOnlyList<AnswerRecord> records)
{
    public ModelAnswers ToAnswers()
    {
        var uneven = records.Count(record => record.Scores is null);
        if (uneven > 0 && uneven < records.Count) throw new ClarifyException("The model answers one value to some rows of a request and several to others.");
        var hasScores = records.All(record => record.Scores is not null);
        var scores = hasScores ? Numbers(record => record.Scores!, isRequired: true) : Numbers(record => record.Labels!, isRequired: false);
        var width = hasScores ? Width(record => record.Scores!) : Width(record => record.Labels!);
        var hasLabels = records.All(record => record.Labels is not null);
        return new ModelAnswers(hasLabels ? [.. records.Select((record, row) => Label(record, row, scores, width))] : null, scores, scores is null ? 1 : width);
    }

    /// <summary>The predicted label; of several, that of the highest probability.</summary>
    private static string Label(AnswerRecord record, int row, double[]? scores, int width)
    {
        var labels = record.Labels!;
        if (labels.Length == 1) return labels[0];
        if (scores is null || record.Scores is null || labels.Length != width) throw new ClarifyException($"The model answers {labels.Length} labels to row {row + 1}, and not as many probabilities.");
        var own = scores.AsSpan(row * width, width);
        return labels[own.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max<double>(own))];
    }

    private int Width(Func<AnswerRecord, string[]> texts)
    {
        var width = records.Count == 0 ? 1 : texts(records[0]).Length;
        for (var row = 0; row < records.Count; row++)
        {
            if (texts(records[row]).Length != width) throw new ClarifyException($"The model answers {texts(records[row]).Length} values to row {row + 1} of a request, {width} to the first.");
        }

        return width;
    }

    private double[]? Numbers(Func<AnswerRecord, string[]> texts, bool isRequired)
    {
        var numbers = new List<double>(records.Count);
        for (var row = 0; row < records.Count; row++)
        {
            foreach (var text in texts(records[row]))
            {
                if (Config.Numbers.TryParse(text, out var number)) numbers.Add(number);
                else if (isRequired) throw new ClarifyException($"The model's score of row {row + 1} of a request is '{text}', which is no finite number.");
                else return null;
            }
        }

        return [.. numbers];
    }
}

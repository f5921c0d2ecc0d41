namespace MlPlatform.Jobs.Container.Captures;

/// <summary>Where a row has what the model said and what is true: a position, a column's name or a path into JSON.</summary>
/// <param name="Inference">The predicted label or number, or null.</param>
/// <param name="Probability">The probability of the positive class, or null.</param>
/// <param name="Threshold">From which probability on the positive class is predicted; a half where it is null.</param>
/// <param name="GroundTruth">The label, where it is a column of the data; null where labels come on their own.</param>
public sealed record PredictionAttributes(string? Inference, string? Probability, double? Threshold, string? GroundTruth)
{
    private const double EvenOdds = 0.5;

    public double ThresholdOrHalf => Threshold ?? EvenOdds;

    /// <exception cref="CaptureException">Nothing says where predictions are.</exception>
    public void RequirePrediction()
    {
        if (this is { Inference: null, Probability: null }) throw new CaptureException("Neither inference_attribute nor probability_attribute says where predictions are.");
    }

    /// <summary>The predicted label or number of a row; null where it is missing or not asked for.</summary>
    public string? InferenceOf(PayloadRow row) => Value(row, Inference, "inference_attribute");

    /// <summary>The probability of a row; null where it is missing or not asked for.</summary>
    public string? ProbabilityOf(PayloadRow row) => Value(row, Probability, "probability_attribute");

    /// <summary>The label of a row that has it among its columns.</summary>
    public string? LabelOf(PayloadRow row) =>
        Value(row, GroundTruth ?? throw new CaptureException("The environment variable ground_truth_attribute is missing: it names the column of labels."), "ground_truth_attribute");

    private static string? Value(PayloadRow row, string? attribute, string variable)
    {
        if (attribute is null) return null;
        return row.Find(attribute) is var position and >= 0
            ? row.Values[position]
            : throw new CaptureException(
                $"The {variable} '{attribute}' is not in the data: a row has {(row.Names is { } names ? string.Join(", ", names) : $"{row.Values.Count} values without names")}.");
    }
}

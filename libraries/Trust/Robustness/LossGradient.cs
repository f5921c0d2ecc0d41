namespace MlPlatform.Trust.Robustness;

/// <summary>The loss that a gradient attack raises, −ln p of the label to leave or ln p of the label to reach, and its derivatives.</summary>
internal sealed class LossGradient
{
    private readonly AttackedModel model;
    private readonly AttackGoal goal;
    private readonly ScoreScale scale;
    private readonly GradientFunction gradient;
    private readonly double[] scores;
    private readonly double[] byOutput;

    public LossGradient(AttackedModel model, AttackGoal goal, ScoreScale scale)
    {
        gradient = model.Model.Gradient ?? throw new TrustException("A gradient attack needs a model with derivatives; this one has none.");
        (this.model, this.goal, this.scale) = (model, goal, scale);
        scores = new double[model.Model.Outputs];
        byOutput = new double[model.Width];
    }

    /// <summary>How far the model is from the label to leave, or how near to the one to reach: greater is better, for comparing rows only.</summary>
    public double Value(ReadOnlySpan<double> scores)
    {
        var sign = goal.IsTargeted ? 1 : -1;
        if (scores.Length == 1) return goal.Label == 1 ? sign * scores[0] : -sign * scores[0];
        if (scale == ScoreScale.Probability) return sign * scores[goal.Label];
        var peak = scores[model.Rule.Of(scores)];
        var sum = 0.0;
        foreach (var score in scores) sum += Math.Exp(score - peak);
        return sign * (scores[goal.Label] - peak - Math.Log(sum));
    }

    /// <summary>A positive multiple of the loss's derivatives by the values of a row.</summary>
    /// <remarks>Of −ln p_y the factor 1 / p_y is left out: steps are of length 1 in their norm anyway, and p_y may be 0.</remarks>
    public void At(ReadOnlySpan<double> row, Span<double> derivatives)
    {
        derivatives.Clear();
        if (model.Model.Outputs == 1) Add(row, 0, goal.Label == 1 == goal.IsTargeted ? 1 : -1, derivatives);
        else if (scale == ScoreScale.Probability) Add(row, goal.Label, goal.IsTargeted ? 1 : -1, derivatives);
        else AddSoftmax(row, derivatives);
    }

    private void AddSoftmax(ReadOnlySpan<double> row, Span<double> derivatives)
    {
        model.Model.Fill(row, scores);
        var peak = scores[model.Rule.Of(scores)];
        var sum = 0.0;
        foreach (var score in scores) sum += Math.Exp(score - peak);
        for (var k = 0; k < scores.Length; k++)
        {
            var excess = (Math.Exp(scores[k] - peak) / sum) - (k == goal.Label ? 1 : 0);
            Add(row, k, goal.IsTargeted ? -excess : excess, derivatives);
        }
    }

    private void Add(ReadOnlySpan<double> row, int output, double factor, Span<double> derivatives)
    {
        gradient(row, output, byOutput);
        for (var j = 0; j < derivatives.Length; j++) derivatives[j] += factor * byOutput[j];
    }
}

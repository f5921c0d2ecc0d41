using MlPlatform.Tables;

namespace MlPlatform.Trust.Mitigation;

/// <summary>How a post-processing method answers: from a row's group and the model's score to the chance of the favourable answer.</summary>
/// <remarks>A rule is a plain record of its parameters; it keeps no rows.</remarks>
public interface IDecisionRule
{
    /// <summary>How probably a row of this group with this score gets the favourable answer; 0 or 1 where nothing is left to chance.</summary>
    double Probability(int group, double score);
}

/// <summary>Rules applied to rows.</summary>
public static class Decisions
{
    /// <summary>The chance of the favourable answer, per row.</summary>
    public static double[] Probabilities(this IDecisionRule rule, ReadOnlySpan<int> groups, ReadOnlySpan<double> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, groups.Length, nameof(scores));
        var chances = new double[groups.Length];
        for (var row = 0; row < chances.Length; row++) chances[row] = rule.Probability(groups[row], scores[row]);
        return chances;
    }

    /// <summary>The answers, drawn where they are left to chance; the same seed and rows give the same answers.</summary>
    public static bool[] Decide(this IDecisionRule rule, ReadOnlySpan<int> groups, ReadOnlySpan<double> scores, ulong seed) =>
        Draw(rule.Probabilities(groups, scores), seed);

    /// <summary>Draws answers of these chances, one number of the stream per row; a chance of 0 or 1 is certain.</summary>
    public static bool[] Draw(ReadOnlySpan<double> chances, ulong seed)
    {
        var random = new SeededRandom(seed);
        var answers = new bool[chances.Length];
        for (var row = 0; row < answers.Length; row++) answers[row] = random.NextDouble() < chances[row];
        return answers;
    }
}

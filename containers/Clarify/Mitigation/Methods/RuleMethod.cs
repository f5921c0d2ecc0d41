using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation.Methods;

/// <summary>Corrections of the unmitigated model's scores, fitted on rows that it has not seen.</summary>
internal static class RuleMethod
{
    /// <param name="fit">Makes the rule from outcomes and scores.</param>
    /// <param name="rows">The rows to learn from.</param>
    public static FittedMethod Of(Func<GroupedLabels, double[], IDecisionRule> fit, LearningRows rows)
    {
        var rule = fit(rows.CorrectionOutcomes, rows.CorrectionScores);
        var model = rows.Model;
        return new FittedMethod(others => new CandidateAnswers(rule.Probabilities(others.Outcomes.Groups, rows.Trainer.Scores(model, others.Features)))) { Parameters = rule };
    }

    /// <summary>Equalised odds from labels, so that the scores are first cut at the model's threshold.</summary>
    public static FittedMethod OfLabels(LearningRows rows)
    {
        var (model, trainer) = (rows.Model, rows.Trainer);
        var rule = EqualizedOddsMixing.Fit(rows.CorrectionOutcomes, Array.ConvertAll(trainer.Answers(model, rows.Correction.Features), answer => answer == 1));
        return new FittedMethod(others => new CandidateAnswers(rule.Probabilities(others.Outcomes.Groups, trainer.Answers(model, others.Features)))) { Parameters = rule };
    }
}

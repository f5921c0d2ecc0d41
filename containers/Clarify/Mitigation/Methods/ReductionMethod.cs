using MlPlatform.Learning.Models;
using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation.Methods;

/// <summary>Exponentiated gradient around the algorithm; also its best single classifier, which is a plain model.</summary>
internal static class ReductionMethod
{
    private const int MostIterations = 15;
    private const double Bound = 0.02;

    public static FittedMethod Mixed(ParityConstraint constraint, LearningRows rows, CancellationToken cancellationToken)
    {
        var fitted = Reduce(constraint, rows, cancellationToken);
        return new FittedMethod(others => new CandidateAnswers(
            fitted.Probabilities(others.Outcomes.Rows, model => rows.Trainer.Answers(model, others.Features))))
        {
            Parameters = Figures(fitted),
        };
    }

    public static FittedMethod Single(ParityConstraint constraint, LearningRows rows, CancellationToken cancellationToken)
    {
        var fitted = Reduce(constraint, rows, cancellationToken);
        var best = fitted.Classifiers
            .Where(classifier => classifier.Model is not null)
            .OrderBy(classifier => Math.Max(0, classifier.Violation)).ThenBy(classifier => classifier.Error).FirstOrDefault()
            ?? throw new Trust.TrustException("The reduction met constant classifiers only.");
        return PlainMethods.Of(best.Model!, rows.Trainer) with { Parameters = new { best.Error, best.Violation } };
    }

    private static RandomizedClassifier<ITabularModel> Reduce(ParityConstraint constraint, LearningRows rows, CancellationToken cancellationToken) =>
        rows.Reduced(() => new ExponentiatedGradient { Constraint = constraint, Bound = Bound, MaxIterations = MostIterations }.Fit<ITabularModel>(
            rows.Training.Outcomes,
            (labels, weights, stop) =>
            {
                var model = rows.Trainer.Fit(rows.Training.Training(labels, weights), stop);
                return (model, rows.Trainer.Answers(model, rows.Training.Features));
            },
            cancellationToken));

    private static object Figures(RandomizedClassifier<ITabularModel> fitted) => new
    {
        fitted.Error, fitted.Violation, fitted.Gap, fitted.IsConverged, fitted.LearnerCalls, fitted.Shares, fitted.Multipliers,
        Classifiers = fitted.Classifiers.Select(classifier => new { classifier.Error, classifier.Violation, IsConstant = classifier.Model is null }),
    };
}

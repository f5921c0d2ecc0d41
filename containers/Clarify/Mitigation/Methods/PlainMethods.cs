using MlPlatform.Learning.Models;
using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation.Methods;

/// <summary>Ways that end in a plain model: as it is, or trained on weighted rows.</summary>
internal static class PlainMethods
{
    public static FittedMethod Unmitigated(LearningRows rows, CancellationToken cancellationToken) => Of(rows.Model, rows.Trainer);

    public static FittedMethod Reweigh(LearningRows rows, CancellationToken cancellationToken)
    {
        var outcomes = rows.Training.Outcomes;
        var weights = Reweighing.Fit(outcomes);
        var model = rows.Trainer.Fit(rows.Training.Training(outcomes.Favorable, weights.Apply(outcomes)), cancellationToken);
        return Of(model, rows.Trainer) with { Parameters = weights };
    }

    /// <summary>A model that answers by its own threshold.</summary>
    public static FittedMethod Of(ITabularModel model, Trainer trainer) => new(rows =>
    {
        var scores = trainer.Scores(model, rows.Features);
        return new CandidateAnswers(Array.ConvertAll(scores, score => score >= model.Output.Threshold ? 1.0 : 0), scores);
    })
    {
        Model = model,
    };
}

using MlPlatform.Learning.Models;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>A way of deciding, before it has learnt.</summary>
/// <param name="Name">As the configuration and the results call it.</param>
/// <param name="Fit">Learns.</param>
internal sealed record MitigationMethod(string Name, Func<LearningRows, CancellationToken, FittedMethod> Fit);

/// <summary>A way of deciding that has learnt.</summary>
/// <param name="Answer">Answers rows.</param>
internal sealed record FittedMethod(Func<MitigationRows, CandidateAnswers> Answer)
{
    /// <summary>A model that can be deployed as it is; null where the unmitigated model is kept and its scores corrected.</summary>
    public ITabularModel? Model { get; init; }

    /// <summary>What there is to know beside a model: the correction of its scores, weights, repairs.</summary>
    public object? Parameters { get; init; }
}

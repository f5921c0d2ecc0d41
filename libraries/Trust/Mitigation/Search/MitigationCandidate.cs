namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>What a candidate says of the held-out rows of a split.</summary>
/// <param name="Chances">Per held-out row, 1 for the favourable answer, 0 for the other, or the chance where it is drawn.</param>
/// <param name="Scores">What orders the rows, for the area under the curve; the chances where it is null.</param>
public sealed record CandidateAnswers(double[] Chances, double[]? Scores = null);

/// <summary>A way to answer rows: the model as it is, or one with a mitigation.</summary>
/// <param name="Name">What results call it; unique.</param>
/// <param name="Answer">Learns from the training rows of a split and answers its test rows.</param>
public sealed record MitigationCandidate(string Name, Func<SearchSplit, CancellationToken, CandidateAnswers> Answer);

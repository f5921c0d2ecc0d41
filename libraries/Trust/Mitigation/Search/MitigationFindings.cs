namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>What the search says in the end.</summary>
public enum MitigationVerdict
{
    /// <summary>A candidate is fairer than the unmitigated model beyond chance, and not worse beyond chance.</summary>
    Helped = 1,

    /// <summary>The recommended candidate is fairer beyond chance, and performs worse beyond chance.</summary>
    HelpedAtACost = 2,

    /// <summary>No candidate is fairer beyond chance.</summary>
    DidNotHelp = 3,
}

/// <summary>A fairness metric of a candidate.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">Null where it has no value in a split.</param>
/// <param name="Distance">How far from the ideal: |value − ideal|; of a ratio, 1 − the smaller of it and its inverse.</param>
/// <param name="Change">The distance less that of the unmitigated model on the same rows; below 0 is fairer.</param>
/// <param name="Reason">Why there is no value; null where there is one.</param>
public sealed record FairnessEstimate(string Metric, Estimate? Value, Estimate? Distance, Estimate? Change, string? Reason)
{
    /// <summary>Whether the candidate is fairer than the unmitigated model in 97.5 of 100 resamples.</summary>
    public bool IsFairer => Change is { High: < 0 };
}

/// <summary>A candidate and its figures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Performance">Null where it has none, or where the candidate failed.</param>
/// <param name="PerformanceChange">Performance less that of the unmitigated model on the same rows.</param>
/// <param name="Fairness">In the order in which the metrics were asked for.</param>
/// <param name="IsOnFront">Whether no other candidate is as good in every figure and better in one.</param>
/// <param name="Failure">Why there are no figures; null where there are.</param>
public sealed record CandidateFindings(
    string Name, Estimate? Performance, Estimate? PerformanceChange, IReadOnlyList<FairnessEstimate> Fairness, bool IsOnFront, string? Failure)
{
    /// <summary>Whether every figure has a value.</summary>
    public bool IsComplete => Performance is not null && Fairness.All(metric => metric.Distance is not null);

    /// <summary>Why the candidate cannot be compared; null where it can.</summary>
    public string? WhyIncomplete => Failure ?? Fairness.Where(metric => metric.Reason is not null).Select(metric => $"{metric.Metric} has no value: {metric.Reason}").FirstOrDefault();

    /// <summary>Whether the candidate performs worse than the unmitigated model in 97.5 of 100 resamples.</summary>
    public bool IsWorse => PerformanceChange is { High: < 0 };
}

/// <summary>What a search found. The first candidate is the unmitigated model.</summary>
/// <param name="Performance">How performance was measured.</param>
/// <param name="Candidates">In the order in which they were given.</param>
/// <param name="Recommended">The name of the candidate to take.</param>
/// <param name="Verdict">Whether mitigation helped, by the first metric.</param>
/// <param name="Reason">Verdict and recommendation in words, with their figures.</param>
public sealed record MitigationFindings(
    PerformanceMetric Performance, IReadOnlyList<CandidateFindings> Candidates, string Recommended, MitigationVerdict Verdict, string Reason)
{
    public CandidateFindings Unmitigated => Candidates[0];

    /// <summary>The candidates that no other one dominates, best performance first.</summary>
    public IEnumerable<CandidateFindings> Front => Candidates.Where(candidate => candidate.IsOnFront).OrderByDescending(candidate => candidate.Performance!.Value);
}

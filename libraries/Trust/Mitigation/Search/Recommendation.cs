using System.Globalization;

namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>Which candidate to take, and why.</summary>
/// <remarks>
/// Only candidates on the front that are fairer than the unmitigated model beyond chance, in the first metric, come into question. With a
/// limit on the distance: the best performing within it, or else the fairest. Without: the knee of the front, the candidate farthest from the straight
/// line between its two ends (each axis scaled to the front's width); where the front has no candidate between its ends, the fairest.
/// </remarks>
internal static class Recommendation
{
    public static MitigationFindings Of(PerformanceMetric performance, IReadOnlyList<CandidateFindings> candidates, double? limit)
    {
        var unmitigated = candidates[0];
        var front = candidates.Where(candidate => candidate.IsOnFront).ToArray();
        var fairer = front.Where(candidate => candidate != unmitigated && candidate.Fairness[0].IsFairer).ToArray();
        if (fairer.Length == 0) return DidNotHelp(performance, candidates);
        var within = fairer.Where(candidate => Distance(candidate) <= limit).ToArray();
        var chosen = limit is null ? Knee(front, fairer)
            : within.Length > 0 ? within.MaxBy(candidate => candidate.Performance!.Value)!
            : fairer.MinBy(Distance)!;
        var verdict = chosen.IsWorse ? MitigationVerdict.HelpedAtACost : MitigationVerdict.Helped;
        return new MitigationFindings(performance, candidates, chosen.Name, verdict, Reason(performance, unmitigated, chosen, limit));
    }

    private static CandidateFindings Knee(CandidateFindings[] front, CandidateFindings[] fairer)
    {
        var (best, fairest) = (front.MaxBy(candidate => candidate.Performance!.Value)!, front.MinBy(Distance)!);
        var (width, height) = (best.Performance!.Value - fairest.Performance!.Value, Distance(best) - Distance(fairest));
        var between = fairer.Where(candidate => candidate != best && candidate != fairest).ToArray();
        if (between.Length == 0 || !(width > 0 && height > 0)) return fairer.MinBy(Distance)!;
        return fairer.MaxBy(Bulge)!;

        double Bulge(CandidateFindings candidate) =>
            ((candidate.Performance!.Value - fairest.Performance.Value) / width) + ((Distance(best) - Distance(candidate)) / height);
    }

    private static MitigationFindings DidNotHelp(PerformanceMetric performance, IReadOnlyList<CandidateFindings> candidates)
    {
        var unmitigated = candidates[0];
        var metric = unmitigated.Fairness[0];
        var nearest = candidates.Skip(1).Where(candidate => candidate.Fairness.Count > 0 && candidate.Fairness[0].Change is not null).MinBy(candidate => candidate.Fairness[0].Change!.Value);
        var tried = nearest is null ? "no candidate has a value" : $"the nearest, {nearest.Name}, changes its distance from the ideal by {Text(nearest.Fairness[0].Change!)}";
        return new MitigationFindings(
            performance, candidates, unmitigated.Name, MitigationVerdict.DidNotHelp,
            $"Mitigation did not help: no candidate is fairer by {metric.Metric} than the unmitigated model beyond chance ({tried}). Keep the unmitigated model, or look for more or other data.");
    }

    private static string Reason(PerformanceMetric performance, CandidateFindings unmitigated, CandidateFindings chosen, double? limit)
    {
        var metric = chosen.Fairness[0];
        var fairness = $"{chosen.Name} changes the distance of {metric.Metric} from its ideal by {Text(metric.Change!)}, from {Text(unmitigated.Fairness[0].Distance!.Value)} to {Text(metric.Distance!.Value)}";
        var cost = chosen.IsWorse
            ? $"at a cost: {performance.Words()} changes by {Text(chosen.PerformanceChange!)}"
            : $"and {performance.Words()} is not worse beyond chance ({Text(chosen.PerformanceChange!)})";
        var beyond = limit is { } most && metric.Distance.Value > most ? $" No candidate comes within {Text(most)} of the ideal; this is the fairest." : "";
        return $"{fairness}, {cost}.{beyond}";
    }

    private static double Distance(CandidateFindings candidate) => candidate.Fairness[0].Distance!.Value;

    private static string Text(Estimate estimate) => $"{Text(estimate.Value)} (95% {Text(estimate.Low)} to {Text(estimate.High)})";

    private static string Text(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);
}

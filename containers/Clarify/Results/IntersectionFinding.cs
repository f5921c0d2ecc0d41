using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>The intersections of facets that a metric says are treated worst, each against all other rows.</summary>
/// <param name="Metric">By what they are judged.</param>
/// <param name="MinimumRows">Smaller intersections were not looked at.</param>
/// <param name="Findings">The worst ones, and how many were looked at.</param>
internal sealed record IntersectionFinding(BiasMetric Metric, int MinimumRows, IntersectionFindings Findings);

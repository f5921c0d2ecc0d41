using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>The two values of a facet between which a metric is worst.</summary>
/// <param name="Facet">The column.</param>
/// <param name="Metric">By what they are judged.</param>
/// <param name="Group">The value that is worse off, in words.</param>
/// <param name="With">The value it is compared with, in words.</param>
/// <param name="Interval">The metric of the pair and how sure it is.</param>
internal sealed record WorstPairFinding(string Facet, BiasMetric Metric, string Group, string With, BootstrapInterval Interval);

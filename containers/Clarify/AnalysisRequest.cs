using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify;

/// <summary>What is to be analysed.</summary>
/// <param name="Config">What is asked for.</param>
/// <param name="DatasetFolder">Where the rows lie.</param>
/// <param name="Previous">An earlier analysis to compare with, or null.</param>
internal sealed record AnalysisRequest(AnalysisConfig Config, string DatasetFolder, PreviousAnalysis? Previous);

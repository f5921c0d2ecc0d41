using MlPlatform.Jobs.Container.Captures;

namespace MlPlatform.Monitor.Quality;

/// <summary>Measures predictions against labels and, against a baseline, finds what became worse than it allows.</summary>
internal static class QualityAnalysis
{
    /// <returns>How many violations were found; null where a baseline is suggested instead.</returns>
    public static int? Run(MonitoringOptions options, TextWriter log)
    {
        var baseline = options.BaselineConstraints is { } path ? QualityFiles.ReadConstraints(MonitoringOptions.ReadBaseline(path)) : default;
        var type = options.ProblemType ?? baseline.ProblemType ?? throw new MonitorException("The environment variable problem_type is missing.");
        if (baseline.ProblemType is { } other && other != type) throw new MonitorException($"The baseline's constraints are of {other}; the problem_type is {type}.");

        var problem = QualityProblem.Of(type, PredictionReader.Read(options, log), options.Attributes.ThresholdOrHalf);
        var figures = SampledDeviation.Figures(problem);
        QualityFiles.WriteStatistics(options.OutputPath, problem, figures);
        QualityFiles.WriteConstraints(options.OutputPath, problem.Section, baseline.Constraints ?? QualityConstraints.SuggestFrom(figures));
        if (baseline.Constraints is null) return null;

        var violations = QualityConstraints.Check(baseline.Constraints, figures);
        new ViolationsFile<QualityViolation>(violations).Write(options.OutputPath, ViolationsJson.Default.ViolationsFileQualityViolation);
        return violations.Count;
    }
}

using System.Text.Json.Nodes;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Mitigation.Methods;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust;
using MlPlatform.Trust.Bias;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>Tries fairer ways of deciding: trains and judges them on held-out rows, and writes what each learns from all rows.</summary>
internal sealed class MitigationPart : IAnalysisPart
{
    public string Name => "mitigation";

    public bool IsAsked(MethodsConfig methods) => methods.Mitigation is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var config = context.Methods.Mitigation!;
        var group = Group(context, config);
        var metrics = Metrics(config);
        var methods = MethodList.Of(config.Methods, metrics[0].Name);
        var rows = MitigationRows.Of(context, group);
        var trainer = new Trainer(Algorithm(context, config), config.Hyperparameters ?? new Dictionary<string, string>(), context.Threads);
        var search = Search(config, metrics, context.Threads);
        var findings = search.Run(rows.Outcomes, Candidates(methods, rows, trainer, cancellationToken), cancellationToken);
        result.Mitigation = Finding(findings, group, metrics[0], rows.Outcomes.Rows);
        MitigationFiles.Write(context.Output, MitigationFiles.Describe(findings, group, trainer.Algorithm));
        context.Log.WriteLine(findings.Reason);
        WriteMethods(methods, findings, new LearningRows(rows, trainer, search.Seed, cancellationToken), context, cancellationToken);
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.Mitigation is not { Search: { } findings } mitigation) return;
        analysis["mitigation"] = new JsonObject
        {
            ["facet"] = mitigation.Facet,
            ["metric"] = mitigation.Metric.Name,
            ["recommended"] = findings.Recommended,
            ["reason"] = findings.Reason,
            ["candidates"] = new JsonArray([.. mitigation.Points.Select(point => point.Describe())]),
            ["file"] = MitigationFiles.FileName,
        };
    }

    private static FacetGroup Group(AnalysisContext context, MitigationConfig config)
    {
        if (context.Config.Facet is not { Count: > 0 } || context.Config.Label is null || context.Config.LabelValuesOrThreshold is not { Count: > 0 })
        {
            throw new ClarifyException("methods.mitigation needs 'label', 'label_values_or_threshold' and 'facet'.");
        }

        if (config.Facet is not { } wanted) return context.Groups[0];
        var name = context.Dataset.Column(wanted, "facet of methods.mitigation").Name;
        return context.Groups.FirstOrDefault(group => group.Facet == name)
            ?? throw new ClarifyException($"methods.mitigation names the facet '{wanted}', which is none of the facets of the configuration.");
    }

    private static BiasMetric[] Metrics(MitigationConfig config) => [.. (config.Metrics is { Count: > 0 } names ? names : ["DPPL"]).Select(name =>
        BiasMetrics.Find(name) is { Stage: BiasStage.PostTraining } metric
            ? metric
            : throw new ClarifyException($"methods.mitigation names '{name}', which is no metric of predictions; there are {string.Join(", ", BiasMetrics.PostTraining.Select(known => known.Name))}."))];

    private static string Algorithm(AnalysisContext context, MitigationConfig config) => config.Algorithm
        ?? (context.RequireModel("Mitigation (without 'algorithm')") as BuiltInModel)?.Model.Algorithm
        ?? throw new ClarifyException("Mitigation trains models: name a built-in algorithm in methods.mitigation.algorithm, or give a model of one.");

    private static MitigationSearch Search(MitigationConfig config, BiasMetric[] metrics, int threads) => new()
    {
        Metrics = metrics,
        Performance = config.Performance switch
        {
            null or "accuracy" => PerformanceMetric.Accuracy,
            "balanced_accuracy" => PerformanceMetric.BalancedAccuracy,
            "f1" => PerformanceMetric.F1,
            "auc" => PerformanceMetric.AreaUnderCurve,
            var other => throw new ClarifyException($"The performance '{other}' of methods.mitigation is none of accuracy, balanced_accuracy, f1, auc."),
        },
        TestShare = config.TestShare is null or > 0 and < 1 ? config.TestShare ?? 0.3 : throw new ClarifyException($"methods.mitigation.test_share is {Numbers.Of(config.TestShare.Value)}; it must be between 0 and 1."),
        Splits = config.Splits is null or > 0 ? config.Splits ?? 3 : throw new ClarifyException($"methods.mitigation.splits is {config.Splits}; it must be at least 1."),
        Resamples = config.Resamples is null or >= 0 ? config.Resamples ?? 200 : throw new ClarifyException($"methods.mitigation.resamples is {config.Resamples}; it must not be negative."),
        DistanceLimit = config.Limit,
        Seed = (ulong)(config.Seed ?? 0),
        Threads = threads,
    };

    /// <summary>The methods as candidates; in a split they share the unmitigated model.</summary>
    private static MitigationCandidate[] Candidates(IReadOnlyList<MitigationMethod> methods, MitigationRows rows, Trainer trainer, CancellationToken cancellationToken)
    {
        var bySplit = new Dictionary<int, LearningRows>();
        return [.. methods.Select(method => new MitigationCandidate(method.Name, (split, stop) =>
        {
            if (!bySplit.TryGetValue(split.Number, out var learning)) bySplit[split.Number] = learning = new LearningRows(rows.Take(split.Training), trainer, split.Seed, cancellationToken);
            return method.Fit(learning, stop).Answer(rows.Take(split.Test));
        }))];
    }

    private static void WriteMethods(
        IReadOnlyList<MitigationMethod> methods, MitigationFindings findings, LearningRows rows, AnalysisContext context, CancellationToken cancellationToken)
    {
        foreach (var method in methods.Where(method => findings.Candidates.Any(candidate => candidate.Name == method.Name && candidate.Failure is null)))
        {
            try
            {
                MitigationFiles.Write(context.Output, method.Name, method.Fit(rows, cancellationToken));
            }
            catch (TrustException refusal)
            {
                context.Log.WriteLine($"{method.Name} cannot learn from all rows: {refusal.Message}");
            }
        }
    }

    private static MitigationFinding Finding(MitigationFindings findings, FacetGroup group, BiasMetric metric, int rows) => new(
        group.Facet, metric, findings.Performance.Words(),
        [.. findings.Candidates.Where(candidate => candidate.IsComplete).Select(candidate => new MitigationPoint(
            candidate.Name, candidate.Performance!.Value, candidate.Fairness[0].Value!.Value, candidate.IsOnFront)
        {
            AccuracyRange = candidate.Performance, ValueRange = candidate.Fairness[0].Value,
        })],
        rows)
    {
        Search = findings,
    };
}

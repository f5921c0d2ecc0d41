using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Counterfactuals;
using MlPlatform.Clarify.Explanations;
using MlPlatform.Clarify.Mitigation;
using MlPlatform.Clarify.Results;
using MlPlatform.Clarify.Robustness;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify;

/// <summary>Every part of an analysis, in the order in which they run and stand in analysis.json.</summary>
internal static class Analysis
{
    private static readonly IAnalysisPart[] Parts =
    [
        new BiasPart(BiasStage.PreTraining),
        new BiasPart(BiasStage.PostTraining),
        new WorstGroupsPart(),
        new ShapPart(),
        new PdpPart(),
        new MitigationPart(),
        new CounterfactualsPart(),
        new RobustnessPart(),
    ];

    /// <summary>Runs what the configuration asks for; after each part, what was found so far is written.</summary>
    public static void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        ResultWriter.Write(context.Output, result, Parts);
        foreach (var part in Parts.Where(part => part.IsAsked(context.Methods)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                part.Run(context, result, cancellationToken);
                context.Log.WriteLine($"Done: {part.Name}.");
            }
            finally
            {
                ResultWriter.Write(context.Output, result, Parts);
            }
        }
    }
}

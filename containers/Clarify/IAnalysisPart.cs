using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify;

/// <summary>One thing that a configuration may ask for under <c>methods</c>. Parts are listed, in their order, in <see cref="Analysis"/>.</summary>
/// <remarks>
/// What a part has found stays when a later part fails. To add one: its configuration as a member of <see cref="MethodsConfig"/>, its findings
/// as a member of <see cref="ClarifyResult"/>, itself as a line of <see cref="Analysis"/>.
/// </remarks>
internal interface IAnalysisPart
{
    /// <summary>What the log calls it.</summary>
    string Name { get; }

    bool IsAsked(MethodsConfig methods);

    /// <summary>Computes, adds its findings to the result and writes its own files, where it has any, to <see cref="AnalysisContext.Output"/>.</summary>
    void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken);

    /// <summary>Adds its findings to analysis.json; nothing where it has not run.</summary>
    void Describe(ClarifyResult result, JsonObject analysis);
}

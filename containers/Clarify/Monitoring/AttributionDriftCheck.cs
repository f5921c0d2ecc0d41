using System.Globalization;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>Finds the labels that are now decided by other features than when the baseline was made, by the nDCG of the attributions.</summary>
internal static class AttributionDriftCheck
{
    /// <exception cref="ClarifyException">The baseline explains none of the labels, or other features.</exception>
    public static DriftFile<AttributionViolation> Run(PreviousAnalysis baseline, ClarifyResult result)
    {
        var explanation = result.Explanation ?? throw new ClarifyException("Attributions are watched by SHAP: 'methods' must ask for 'shap'.");
        var features = explanation.Values.Features;
        var violations = new List<AttributionViolation>();
        for (var output = 0; output < explanation.Values.Outputs; output++)
        {
            var label = $"label{output}";
            var attributions = baseline.Attributions(label) ?? throw new ClarifyException($"The baseline's constraints explain no {label} (explanations.kernel_shap).");
            double[] before = [.. features.Select(feature => attributions.TryGetValue(feature, out var value) ? Math.Abs(value) : throw Unknown(feature))];
            double[] now = [.. explanation.GlobalOf(output).Select(Math.Abs)];
            if (AttributionDrift.Ndcg(before, now).Value is not { } gain) throw new ClarifyException($"No feature has an attribution to {label} in the baseline.");
            if (gain < AttributionDrift.NdcgAlarm) violations.Add(new AttributionViolation(label, Description(gain)));
        }

        return new DriftFile<AttributionViolation>(violations);
    }

    private static string Description(double gain) =>
        string.Create(CultureInfo.InvariantCulture, $"Feature attribution drift {gain} exceeds threshold {AttributionDrift.NdcgAlarm}");

    private static ClarifyException Unknown(string feature) => new($"The baseline explains no feature '{feature}'.");
}

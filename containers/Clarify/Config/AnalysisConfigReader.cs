using System.Text.Json;

namespace MlPlatform.Clarify.Config;

/// <summary>Reads analysis_config.json and refuses what this container cannot do.</summary>
internal static class AnalysisConfigReader
{
    public const string FileName = "analysis_config.json";

    public static AnalysisConfig Read(string path)
    {
        if (!File.Exists(path)) throw new ClarifyException($"The input 'analysis_config' holds no {FileName}.");
        return Parse(File.ReadAllBytes(path));
    }

    public static AnalysisConfig Parse(ReadOnlySpan<byte> utf8)
    {
        AnalysisConfig config;
        try
        {
            config = JsonSerializer.Deserialize(utf8, AnalysisConfigJson.Default.AnalysisConfig)
                ?? throw new ClarifyException($"{FileName} is null; an object is expected.");
        }
        catch (JsonException fault)
        {
            throw new ClarifyException(Explain(fault), fault);
        }

        Refuse(config);
        return config;
    }

    private static string Explain(JsonException fault)
    {
        var at = fault.Path is null or "$" ? "" : $" at {fault.Path}";
        return fault.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"{FileName} has a member{at} that SageMaker Clarify does not define."
            : $"{FileName} cannot be read{at}: {fault.Message.Split(" Path:")[0]}";
    }

    private static void Refuse(AnalysisConfig config)
    {
        if (config.Methods is not { } methods) throw new ClarifyException($"{FileName} names no methods; nothing is asked for.");
        if (config.DatasetType is { } type && type != "text/csv") throw new ClarifyException($"The dataset_type {type} cannot be read; text/csv can.");
        if (methods.Pdp is not null) throw new ClarifyException("Partial dependence plots (methods.pdp) are not offered by this container.");
        if (methods.AsymmetricShapleyValue is not null) throw new ClarifyException("Asymmetric Shapley values are not offered by this container.");
        if (methods.Shap is { TextConfig: not null } or { ImageConfig: not null }) throw new ClarifyException("Explanations of text and images are not offered by this container.");
        if (config.PredictedLabelDatasetUri is not null || config.FacetDatasetUri is not null)
        {
            throw new ClarifyException("Predicted labels and facets are read from columns of the data set, not from a data set of their own.");
        }

        if (methods.PreTrainingBias is null && methods.PostTrainingBias is null) return;
        if (config.Label is null) throw new ClarifyException("Bias needs the label column: 'label' is missing.");
        if (config.LabelValuesOrThreshold is not { Count: > 0 }) throw new ClarifyException("Bias needs the favourable outcome: 'label_values_or_threshold' is missing.");
        if (config.Facet is not { Count: > 0 }) throw new ClarifyException("Bias needs the groups to compare: 'facet' is missing.");
    }
}

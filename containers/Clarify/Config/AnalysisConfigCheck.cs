namespace MlPlatform.Clarify.Config;

/// <summary>Refuses a configuration that contradicts itself, and by name what Clarify defines and this container does not offer.</summary>
internal static class AnalysisConfigCheck
{
    public static void Run(AnalysisConfig config)
    {
        var methods = config.Methods ?? throw new ClarifyException($"{AnalysisConfigReader.FileName} names no methods; nothing is asked for.");
        if (config.Version is not (null or "1.0")) throw new ClarifyException($"The version of {AnalysisConfigReader.FileName} is {config.Version}; 1.0 is known.");
        RefuseNotOffered(config, methods);
        CheckShap(methods.Shap);
        CheckPdp(methods);
        methods.Counterfactuals?.Check();
        methods.Robustness?.Check();
        if (config.ProbabilityThreshold is < 0 or > 1) throw new ClarifyException($"The probability_threshold is {Numbers.Of(config.ProbabilityThreshold.Value)}; a probability lies between 0 and 1.");
        if (config.Predictor is { } predictor) CheckPredictor(predictor);
        if (methods.PreTrainingBias is not null || methods.PostTrainingBias is not null) CheckBias(config);
    }

    private static void RefuseNotOffered(AnalysisConfig config, MethodsConfig methods)
    {
        if (methods.AsymmetricShapleyValue is not null) throw NotOffered("Asymmetric Shapley values (methods.asymmetric_shapley_value)");
        if (methods.Shap?.TextConfig is not null) throw NotOffered("Explanations of text (methods.shap.text_config)");
        if (methods.Shap?.ImageConfig is not null) throw NotOffered("Explanations of images (methods.shap.image_config)");
        if (config.TimeSeriesDataConfig is not null || config.Predictor?.TimeSeriesPredictorConfig is not null) throw NotOffered("Explanations of time series");
        if (config.SegmentConfig is not null) throw NotOffered("Metrics per segment (segment_config)");
    }

    private static void CheckShap(ShapConfig? shap)
    {
        if (shap is null) return;
        if (shap.NumSamples is < 1) throw new ClarifyException($"methods.shap.num_samples is {shap.NumSamples}; it must be at least 1.");
        if (shap.NumClusters is < 1) throw new ClarifyException($"methods.shap.num_clusters is {shap.NumClusters}; it must be at least 1.");
        if (shap.AggMethod is not (null or "mean_abs" or "mean_sq" or "median")) throw new ClarifyException($"The agg_method '{shap.AggMethod}' is none of mean_abs, mean_sq, median.");
    }

    private static void CheckPdp(MethodsConfig methods)
    {
        if (methods.Pdp is not { } pdp) return;
        if (pdp.GridResolution is < 2) throw new ClarifyException($"methods.pdp.grid_resolution is {pdp.GridResolution}; it must be at least 2.");
        if (pdp.TopKFeatures is < 1) throw new ClarifyException($"methods.pdp.top_k_features is {pdp.TopKFeatures}; it must be at least 1.");
        if (pdp.Features is null && methods.Shap is null) throw new ClarifyException("methods.pdp names no features, and without methods.shap nothing tells which matter most.");
    }

    private static void CheckPredictor(PredictorConfig predictor)
    {
        if (predictor.ModelName is not null && predictor.EndpointName is not null) throw new ClarifyException("The predictor names both a model (model_name) and an endpoint (endpoint_name); one of them is to be analysed.");
        if (predictor.ModelName is null && predictor.EndpointName is null) throw new ClarifyException("The predictor names neither a model (model_name) nor an endpoint (endpoint_name).");
        if (predictor.ContentType is { } content) Formats.Check("content_type", content);
        if (predictor.AcceptType is { } accept) Formats.Check("accept_type", accept);
    }

    private static void CheckBias(AnalysisConfig config)
    {
        if (config.Label is null) throw new ClarifyException("Bias needs the label column: 'label' is missing.");
        if (config.LabelValuesOrThreshold is not { Count: > 0 }) throw new ClarifyException("Bias needs the favourable outcome: 'label_values_or_threshold' is missing.");
        if (config.Facet is not { Count: > 0 } facets) throw new ClarifyException("Bias needs the groups to compare: 'facet' is missing.");
        if (facets.Any(facet => facet.NameOrIndex is null)) throw new ClarifyException("A facet has no name_or_index.");
    }

    private static ClarifyException NotOffered(string what) => new($"{what} are not offered by this container.");
}

using System.Text;
using MlPlatform.Clarify.Config;

namespace MlPlatform.Clarify.Tests.Config;

public sealed class ConfigCheckTests
{
    /// <summary>Every member that SageMaker's own schema of the file has.</summary>
    private const string Whole = """
        {
          "version": "1.0", "dataset_type": "text/csv", "dataset_uri": "s3://b/d", "headers": ["a", "b"], "label": 1, "predicted_label": "p", "features": "f",
          "label_values_or_threshold": [1, "x", 2.5], "probability_threshold": 0.5, "facet": [{ "name_or_index": 0, "value_or_threshold": [0.5] }],
          "facet_dataset_uri": "s3://b/f", "facet_headers": ["c"], "predicted_label_dataset_uri": "s3://b/p", "predicted_label_headers": ["d"],
          "excluded_columns": [2, "e"], "joinsource_name_or_index": "id", "group_variable": 3,
          "methods": {
            "shap": { "baseline": [[1, null]], "num_clusters": 3, "use_logit": true, "num_samples": 9, "agg_method": "median", "save_local_shap_values": false, "seed": 7, "features_to_explain": [0, "b"] },
            "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": ["DI"] },
            "pdp": { "grid_resolution": 5, "features": ["a", 1], "top_k_features": 3 }, "report": { "name": "report", "title": "t" } },
          "predictor": {
            "endpoint_name": "e", "endpoint_name_prefix": "p", "target_model": "m", "instance_type": "i", "initial_instance_count": 1, "accelerator_type": "a",
            "content_type": "text/csv", "accept_type": "application/jsonlines", "label": 0, "probability": "p", "label_headers": [1, "x"], "content_template": "$features",
            "record_template": "$features", "custom_attributes": "c" }
        }
        """;

    [Fact]
    public void Parse_OfEveryMember_TakesThemAll()
    {
        var config = Parse(Whole);

        Assert.Equal(["1", "x", "2.5"], config.LabelValuesOrThreshold);
        Assert.Equal(("0", "3"), (config.Facet![0].NameOrIndex, config.GroupVariable));
        Assert.Equal(["0", "b"], config.Methods!.Shap!.FeaturesToExplain);
        Assert.Equal(["1", "x"], config.Predictor!.LabelHeaders);
    }

    [Theory]
    [InlineData("\"version\": \"1.0\"", "\"version\": \"2.0\"", "The version of analysis_config.json is 2.0; 1.0 is known.")]
    [InlineData("\"num_samples\": 9", "\"num_samples\": 0", "methods.shap.num_samples is 0")]
    [InlineData("\"num_clusters\": 3", "\"num_clusters\": -1", "methods.shap.num_clusters is -1")]
    [InlineData("\"agg_method\": \"median\"", "\"agg_method\": \"max\"", "The agg_method 'max' is none of")]
    [InlineData("\"grid_resolution\": 5", "\"grid_resolution\": 1", "methods.pdp.grid_resolution is 1")]
    [InlineData("\"top_k_features\": 3", "\"top_k_features\": 0", "methods.pdp.top_k_features is 0")]
    [InlineData("\"probability_threshold\": 0.5", "\"probability_threshold\": 1.5", "The probability_threshold is 1.5")]
    [InlineData("\"endpoint_name\": \"e\"", "\"endpoint_name\": \"e\", \"model_name\": \"m\"", "The predictor names both a model")]
    [InlineData("\"endpoint_name\": \"e\",", "", "The predictor names neither a model")]
    [InlineData("\"content_type\": \"text/csv\"", "\"content_type\": \"image/png\"", "The content_type image/png is not offered")]
    [InlineData("\"accept_type\": \"application/jsonlines\"", "\"accept_type\": \"text/html\"", "The accept_type text/html is not offered")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"text_config\": {}", "Explanations of text (methods.shap.text_config) are not offered")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"image_config\": {}", "Explanations of images (methods.shap.image_config) are not offered")]
    [InlineData("\"version\": \"1.0\"", "\"segment_config\": []", "Metrics per segment (segment_config) are not offered")]
    [InlineData("\"version\": \"1.0\"", "\"time_series_data_config\": {}", "Explanations of time series are not offered")]
    [InlineData("\"report\":", "\"asymmetric_shapley_value\": {}, \"report\":", "Asymmetric Shapley values (methods.asymmetric_shapley_value) are not offered")]
    [InlineData("\"seed\": 7", "\"sed\": 7", "analysis_config.json has a member at $.methods.shap.sed that SageMaker Clarify does not define.")]
    [InlineData("\"target_model\": \"m\"", "\"target\": \"m\"", "analysis_config.json has a member at $.predictor.target that SageMaker Clarify does not define.")]
    [InlineData("\"name_or_index\": 0,", "", "A facet has no name_or_index.")]
    [InlineData("\"label\": 1,", "", "Bias needs the label column: 'label' is missing.")]
    [InlineData("\"use_logit\": true", "\"use_logit\": \"yes\"", "analysis_config.json cannot be read at $.methods.shap.use_logit")]
    public void Parse_OfAContradiction_FailsWithTheMember(string member, string instead, string cause)
    {
        Assert.Contains(member, Whole, StringComparison.Ordinal);

        var fault = Assert.Throws<ClarifyException>(() => Parse(Whole.Replace(member, instead, StringComparison.Ordinal)));

        Assert.StartsWith(cause, fault.Message, StringComparison.Ordinal);
    }

    private static AnalysisConfig Parse(string json) => AnalysisConfigReader.Parse(Encoding.UTF8.GetBytes(json));
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>The analysis_config.json of a monitor: it speaks of what is captured, and is made to speak of the data set that this becomes.</summary>
internal sealed record WatchedConfig(JsonObject Members)
{
    /// <summary>The columns of a request, or of a request and its label, where the configuration names them.</summary>
    public IReadOnlyList<string>? Headers => Members["headers"] is JsonArray headers ? [.. headers.Select(header => header?.ToString() ?? "")] : null;

    /// <summary>The label: a column's name, or its position among the headers.</summary>
    public string? Label => Members["label"]?.ToString();

    /// <summary>Reads the only file of the input, whatever its name.</summary>
    /// <exception cref="ClarifyException">There is not one file of JSON.</exception>
    public static WatchedConfig Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        if (files.Length != 1) throw new ClarifyException($"The input '{ClarifyJob.ConfigInput}' must hold one file; it holds {files.Length}.");
        try
        {
            return new WatchedConfig(JsonNode.Parse(File.ReadAllBytes(files[0])) as JsonObject ?? throw new ClarifyException($"{AnalysisConfigReader.FileName} is no object."));
        }
        catch (JsonException fault)
        {
            throw new ClarifyException($"{AnalysisConfigReader.FileName} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The configuration of the analysis. What a monitor of bias leaves unsaid is every metric, before and after training.</summary>
    public AnalysisConfig Of(WatchedDataset dataset)
    {
        var members = (JsonObject)Members.DeepClone();
        members["dataset_type"] = "text/csv";
        members["headers"] = new JsonArray([.. dataset.Columns.Select(name => JsonValue.Create(name))]);
        if (dataset.Label is { } label)
        {
            members["label"] = label;
            members["predicted_label"] = dataset.PredictedLabel;
            members.Remove("predictor");
            if (members["methods"] is not JsonObject methods) members["methods"] = methods = [];
            if (methods["pre_training_bias"] is null && methods["post_training_bias"] is null)
            {
                methods["pre_training_bias"] = new JsonObject { ["methods"] = "all" };
                methods["post_training_bias"] = new JsonObject { ["methods"] = "all" };
            }
        }

        return AnalysisConfigReader.Parse(Encoding.UTF8.GetBytes(members.ToJsonString()));
    }
}

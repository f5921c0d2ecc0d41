using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Jobs;

/// <summary>What a training script finds when it starts: its command line and the SM_* variables of SageMaker's training toolkit.</summary>
public sealed record TrainingScript
{
    public required ScriptMode Script { get; init; }
    public required string Python { get; init; }

    /// <summary>Where the script sees /opt/ml.</summary>
    public required string Root { get; init; }

    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }
    public required IReadOnlyList<string> Channels { get; init; }
    public required string InstanceType { get; init; }

    /// <summary>The contents of resourceconfig.json and inputdataconfig.json.</summary>
    public required string ResourceConfig { get; init; }
    public required string InputDataConfig { get; init; }

    public string CodeFolder => $"{Root}/code";

    /// <summary>python, the script and its arguments: one `--name value` per hyperparameter that is the user's own.</summary>
    public IReadOnlyList<string> Command
    {
        get
        {
            string[] start = Script.Program.EndsWith(".sh", StringComparison.Ordinal) ? ["sh", Script.Program] : [Python, Script.Program];
            return [.. start, .. Arguments];
        }
    }

    public Dictionary<string, string> Environment
    {
        get
        {
            var environment = Fixed();
            foreach (var channel in Channels) environment[$"SM_CHANNEL_{EnvironmentName(channel)}"] = $"{Root}/input/data/{channel}";
            foreach (var (name, value) in Own) environment[$"SM_HP_{EnvironmentName(name)}"] = ScriptMode.Text(value);
            return environment;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Own => Hyperparameters
        .Where(pair => !pair.Key.StartsWith("sagemaker_", StringComparison.Ordinal) && pair.Key != "_tuning_objective_metric")
        .OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private IReadOnlyList<string> Arguments =>
        [.. Own.SelectMany(pair => (string[])[pair.Key.Length == 1 ? $"-{pair.Key}" : $"--{pair.Key}", ScriptMode.Text(pair.Value)])];

    private Dictionary<string, string> Fixed() => new(StringComparer.Ordinal)
    {
        ["SM_MODEL_DIR"] = $"{Root}/model",
        ["SM_OUTPUT_DIR"] = $"{Root}/output",
        ["SM_OUTPUT_DATA_DIR"] = $"{Root}/output/data",
        ["SM_OUTPUT_INTERMEDIATE_DIR"] = $"{Root}/output/intermediate",
        ["SM_INPUT_DIR"] = $"{Root}/input",
        ["SM_INPUT_CONFIG_DIR"] = $"{Root}/input/config",
        ["SM_CHANNELS"] = JsonSerializer.Serialize(Channels, ScriptJson.Default.IReadOnlyListString),
        ["SM_HPS"] = JsonSerializer.Serialize(Own.ToDictionary(pair => pair.Key, pair => Json(pair.Value)), ScriptJson.Default.DictionaryStringJsonElement),
        ["SM_USER_ARGS"] = JsonSerializer.Serialize(Arguments, ScriptJson.Default.IReadOnlyListString),
        ["SM_USER_ENTRY_POINT"] = Script.Program,
        ["SM_MODULE_NAME"] = Path.GetFileNameWithoutExtension(Script.Program),
        ["SM_MODULE_DIR"] = Script.SubmitDirectory ?? CodeFolder,
        ["SM_FRAMEWORK_PARAMS"] = "{}",
        ["SM_CURRENT_HOST"] = "algo-1",
        ["SM_HOSTS"] = """["algo-1"]""",
        ["SM_CURRENT_INSTANCE_TYPE"] = InstanceType,
        ["SM_CURRENT_INSTANCE_GROUP"] = "homogeneousCluster",
        ["SM_NUM_CPUS"] = System.Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["SM_NUM_GPUS"] = "0",
        ["SM_NETWORK_INTERFACE_NAME"] = "lo",
        ["SM_LOG_LEVEL"] = "20",
        ["SM_RESOURCE_CONFIG"] = ResourceConfig,
        ["SM_INPUT_DATA_CONFIG"] = InputDataConfig,
    };

    // As the toolkit does: JSON where the text is JSON, else the text itself.
    private static JsonElement Json(string value)
    {
        try
        {
            return JsonDocument.Parse(value).RootElement;
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(value, ScriptJson.Default.String);
        }
    }

    private static string EnvironmentName(string name) => name.ToUpperInvariant().Replace('-', '_');
}

using System.Globalization;
using System.Text.RegularExpressions;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;

namespace MlPlatform.Training.Domain;

/// <summary>Reads metrics from a job's log: of each definition the last value that its expression found.</summary>
internal sealed class MetricReader(IReadOnlyList<MetricDefinition> definitions)
{
    private const string LinearLearner = "linear-learner";
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    // The container prints each metric as `split:name=value;`, and some also as SageMaker's own container does.
    private static readonly string[] Printed =
        ["objective_loss", "accuracy", "auc", "log_loss", "precision", "recall", "f1", "mse", "rmse", "mae", "r2"];

    private static readonly string[] PrintedAsSageMakerDoes = ["binary_classification_accuracy", "roc_auc_score"];

    private static readonly IReadOnlyList<MetricDefinition> LinearLearnerDefinitions =
    [
        .. from split in (string[])["train", "validation", "test"]
           from definition in DefinitionsOf(split)
           select definition,
    ];

    private readonly (string Name, Regex Expression)[] expressions =
        [.. definitions.Select(definition => (definition.Name, Compile(definition.Regex)))];

    /// <summary>The request's definitions, or the built-in algorithm's own.</summary>
    public static IReadOnlyList<MetricDefinition>? DefinitionsOf(AlgorithmSpecification algorithm)
    {
        if (algorithm.MetricDefinitions is { Count: > 0 } own) return own;
        var image = algorithm.TrainingImage ?? algorithm.AlgorithmName;
        return image is not null && ContainerImage.Parse(image).Repository == LinearLearner ? LinearLearnerDefinitions : algorithm.MetricDefinitions;
    }

    /// <summary>Compiles an expression of a request.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Compile(string expression) => new(expression, RegexOptions.CultureInvariant, MatchTimeout);

    public IReadOnlyList<MetricData> Read(IEnumerable<string> lines, DateTimeOffset at)
    {
        var last = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var (name, expression) in expressions)
            {
                if (Find(expression, line) is { } value) last[name] = value;
            }
        }

        return [.. last.Select(pair => new MetricData { MetricName = pair.Key, Value = pair.Value, Timestamp = at })];
    }

    // A line that an expression cannot judge in time, or whose group is no number, gives no value.
    private static double? Find(Regex expression, string line)
    {
        try
        {
            var match = expression.Match(line);
            return match.Success && match.Groups.Count > 1
                && double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static IEnumerable<MetricDefinition> DefinitionsOf(string split) =>
    [
        .. Printed.Select(metric => new MetricDefinition { Name = $"{split}:{metric}", Regex = $@"^{split}:{metric}=([^;\s]+)" }),
        .. PrintedAsSageMakerDoes.Select(metric => new MetricDefinition
        {
            Name = $"{split}:{metric}",
            Regex = $@"#quality_metric: host=\S+, epoch=\S+, {split} {metric} <\w+>=(\S+)",
        }),
    ];
}

using System.Globalization;
using System.Text.RegularExpressions;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Training.Domain;

/// <summary>Reads metrics from a job's log: of each definition the last value that its expression found.</summary>
internal sealed class MetricReader(IReadOnlyList<MetricDefinition> definitions)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private readonly (string Name, Regex Expression)[] expressions =
        [.. definitions.Select(definition => (definition.Name, Compile(definition.Regex)))];

    /// <summary>The request's definitions, or the built-in algorithm's own.</summary>
    public static IReadOnlyList<MetricDefinition>? DefinitionsOf(AlgorithmSpecification algorithm)
    {
        if (algorithm.MetricDefinitions is { Count: > 0 } own) return own;
        var image = algorithm.TrainingImage ?? algorithm.AlgorithmName;
        return image is null ? null : BuiltInMetrics.DefinitionsOf(image) ?? algorithm.MetricDefinitions;
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
}

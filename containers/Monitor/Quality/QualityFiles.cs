using System.Text.Json;
using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Monitor.Quality;

/// <summary>statistics.json and constraints.json of a model's quality, in Model Monitor's shape.</summary>
internal static class QualityFiles
{
    private const string StatisticsFile = "statistics.json";
    private const string ConstraintsFile = "constraints.json";
    private const string ConstraintsSuffix = "_constraints";

    private static readonly Dictionary<string, string> ProblemTypes = new(StringComparer.Ordinal)
    {
        ["regression"] = "Regression",
        ["binary_classification"] = "BinaryClassification",
        ["multiclass_classification"] = "MulticlassClassification",
    };

    public static void WriteStatistics(string folder, QualityProblem problem, IReadOnlyList<QualityFigure> figures) => Write(folder, StatisticsFile, json =>
    {
        json.WriteStartObject("dataset");
        json.WriteNumber("item_count", problem.Rows);
        json.WriteEndObject();
        json.WriteStartObject($"{problem.Section}_metrics");
        problem.WriteTables(json);
        foreach (var figure in figures)
        {
            json.WriteStartObject(figure.Measure.Name);
            json.WritePropertyName("value");
            WriteNumber(json, figure.Value);
            json.WritePropertyName("standard_deviation");
            WriteNumber(json, figure.StandardDeviation);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    public static void WriteConstraints(string folder, string section, IReadOnlyList<QualityConstraint> constraints) => Write(folder, ConstraintsFile, json =>
    {
        json.WriteStartObject(section + ConstraintsSuffix);
        foreach (var constraint in constraints)
        {
            json.WriteStartObject(constraint.Metric);
            json.WriteNumber("threshold", constraint.Threshold);
            json.WriteString("comparison_operator", constraint.Operator.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>Reads constraints and the type of problem that they are of.</summary>
    /// <exception cref="MonitorException">They are not of a model's quality.</exception>
    public static (string ProblemType, IReadOnlyList<QualityConstraint> Constraints) ReadConstraints(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name.EndsWith(ConstraintsSuffix, StringComparison.Ordinal) && ProblemTypes.TryGetValue(member.Name[..^ConstraintsSuffix.Length], out var type))
                {
                    return (type, [.. member.Value.EnumerateObject().Select(Constraint)]);
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MonitorException($"The baseline's constraints cannot be read: {fault.Message}", fault);
        }

        throw new MonitorException("The baseline's constraints are not of a model's quality: they have none of " + string.Join(", ", ProblemTypes.Keys.Select(section => section + ConstraintsSuffix)) + ".");
    }

    /// <summary>A number that is none is the text NaN, as Model Monitor writes it.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue("NaN");
    }

    private static QualityConstraint Constraint(JsonProperty member)
    {
        var comparison = member.Value.GetProperty("comparison_operator").GetString();
        return Enum.TryParse<ThresholdOperator>(comparison, out var known) && known.ToString() == comparison
            ? new QualityConstraint(member.Name, member.Value.GetProperty("threshold").GetDouble(), known)
            : throw new FormatException($"the comparison_operator of {member.Name} is none of {string.Join(", ", Enum.GetNames<ThresholdOperator>())}: {comparison}");
    }

    private static void Write(string folder, string name, Action<Utf8JsonWriter> content)
    {
        using var stream = File.Create(Path.Combine(folder, name));
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", 0.0);
        content(json);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Robustness;

/// <summary>robustness.json and the summary of it that stands in analysis.json.</summary>
internal static class RobustnessJson
{
    public const string FileName = "robustness/robustness.json";

    public static void Write(RobustnessFindings findings, Stream stream)
    {
        var root = Figures(findings);
        root["rows"] = new JsonArray([.. findings.Report.Rows.Select(row => Row(findings, row))]);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        root.WriteTo(json);
    }

    public static JsonObject Summary(RobustnessFindings findings)
    {
        var root = Figures(findings);
        root["file"] = FileName;
        return root;
    }

    private static JsonObject Figures(RobustnessFindings findings)
    {
        var report = findings.Report;
        return new JsonObject
        {
            ["version"] = "1.0",
            ["norm"] = report.Norm == AttackNorm.LInfinity ? "linf" : "l2",
            ["reach"] = report.Reach,
            ["all"] = Figures(report.All, "all"),
            ["labels"] = new JsonArray([.. report.Classes.Select(figures => Figures(figures, findings.LabelOf(figures)))]),
            ["groups"] = new JsonArray([.. report.Groups.Select(figures => Figures(figures, figures.Name))]),
            ["group_gap"] = report.GroupGap is { } gap
                ? new JsonObject { ["easiest"] = gap.Easiest, ["hardest"] = gap.Hardest, ["difference"] = gap.Difference, ["p_value"] = gap.PValue }
                : null,
            ["empirical_robustness"] = report.EmpiricalRobustness.Value,
        };
    }

    private static JsonObject Figures(RobustnessFigures figures, string name) => new()
    {
        ["name"] = name,
        ["rows"] = figures.Count,
        ["score"] = Sure(figures.Score),
        ["median_distance"] = Sure(figures.Median),
        ["attacked"] = figures.Attacked,
        ["curve"] = new JsonArray([.. figures.Curve.Select(point => new JsonObject { ["epsilon"] = point.Epsilon, ["accuracy"] = point.Accuracy })]),
    };

    private static JsonObject Sure(BootstrapInterval interval)
    {
        var value = new JsonObject { ["value"] = interval.Value.Value };
        if (interval.Value.Reason is { } reason) value["error"] = reason;
        value.AddInterval(interval);
        return value;
    }

    private static JsonObject Row(RobustnessFindings findings, AttackedRow row) => new()
    {
        ["row"] = findings.Rows[row.Index],
        ["label"] = findings.LabelOf(row.Label),
        ["new_label"] = row.Attack is null ? null : findings.LabelOf(row.NewLabel),
        ["distance"] = double.IsFinite(row.Distance) ? row.Distance : null,
        ["changes"] = RowValues.Changes(findings.Model, findings.Values.AsSpan(row.Index * row.Row.Length, row.Row.Length), row.Row),
        ["attack"] = row.Attack,
        ["queries"] = row.Queries,
    };
}

using MlPlatform.Clarify.Config;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Models;

/// <summary>Which rows of a model's columns are possible: what the data shows, then what the configuration says.</summary>
internal static class ModelSpace
{
    /// <param name="model">The model.</param>
    /// <param name="rows">The data set as the model sees it.</param>
    /// <param name="rules">What the configuration says of columns; null for nothing.</param>
    public static RowSpace Of(AnalysedModel model, double[] rows, IReadOnlyList<ColumnRuleConfig>? rules)
    {
        var categories = model.Inputs.Where(input => input.Type == ColumnType.Category).Select(input => input.Name).ToArray();
        var learned = RowSpace.Learn([.. model.Inputs.Select(input => input.Name)], rows, new RowSpaceOptions { Categories = categories, KeepDecimals = true });
        // A text that the model never saw is no code that a row may take.
        var known = learned.With(learned.Columns.Where(column => column.Kind == ColumnKind.Category && column.Codes.Any(code => code >= 0))
            .Select(column => column with { Codes = [.. column.Codes.Where(code => code >= 0)] }));
        return known.With((rules ?? []).Select(rule => Apply(rule, known.Columns[known.IndexOf(rule.Name!)])));
    }

    /// <summary>How the model's scores become labels, as predictions elsewhere in the job do.</summary>
    public static LabelRule Rule(AnalysedModel model, AnalysisConfig config) =>
        new(config.ProbabilityThreshold ?? (model is BuiltInModel { Model.Output: { IsClassifier: true } output } ? output.Threshold : 0.5));

    /// <summary>The names of the model's labels, in order.</summary>
    public static IReadOnlyList<string> Labels(AnalysedModel model) => model switch
    {
        { Scorer.Outputs: > 1 } => model.Labels,
        BuiltInModel { Model.Output.Label: { Favorable: { } favorable, Unfavorable: { } other } } => [other, favorable],
        _ => ["0", "1"],
    };

    private static ColumnConstraint Apply(ColumnRuleConfig rule, ColumnConstraint column) => column with
    {
        Movement = rule.Way ?? column.Movement,
        Minimum = rule.Minimum ?? column.Minimum,
        Maximum = rule.Maximum ?? column.Maximum,
        Step = rule.Step ?? column.Step,
        Scale = rule.Scale ?? column.Scale,
    };
}

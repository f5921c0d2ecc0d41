using MlPlatform.Clarify.Bias;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Models;

/// <summary>A model of a built-in algorithm, scored here without an endpoint.</summary>
internal sealed class BuiltInModel : AnalysedModel
{
    private readonly Table features;

    /// <param name="model">The model.</param>
    /// <param name="features">The feature columns of the data set: the model's by name, or, where it knows other names, by position.</param>
    public BuiltInModel(ITabularModel model, Table features)
    {
        Model = model;
        this.features = features;
        Inputs = Bind(model, features);
        Scorer = new Scorer([.. Inputs.Select(input => input.Name)], model.Output.Width, model.ScoreRows);
        Labels = model.Output is { Width: > 1, Label.Classes: { } classes } ? classes : [.. Enumerable.Range(0, model.Output.Width).Select(i => $"label{i}")];
    }

    public ITabularModel Model { get; }

    /// <summary>What the platform calls it; null where it came as an archive.</summary>
    public string? Name { get; init; }

    public override string Title => Name is null ? $"the {Model.Algorithm} model" : $"the model {Name} ({Model.Algorithm})";

    public override IReadOnlyList<InputColumn> Inputs { get; }

    public override Scorer Scorer { get; }

    public override bool GivesProbabilities => Model.Output.IsClassifier;

    public override IReadOnlyList<string> Labels { get; }

    public override string Unit => GivesProbabilities ? "probability" : Model.Output.Label is { } label ? $"units of {label.Name}" : "score";

    public override int[] PredictedLabels(LabelColumn label, double? threshold)
    {
        if (label.Threshold is not null && Model.Output.Kind == OutputKind.Number) return label.Recode(new Float64Column(label.Name, Scorer.Scores(Rows(features))));
        if (!GivesProbabilities) throw new ClarifyException($"Bias after training needs a classifier; the model's output is a {Model.Output.Kind}.");
        var scores = Scorer.Scores(Rows(features));
        return Model.Output.Kind == OutputKind.Probability ? AboveThreshold(scores, label, threshold) : MostProbable(scores, label);
    }

    private static InputColumn[] Bind(ITabularModel model, Table features)
    {
        var absent = model.Inputs.FirstOrDefault(input => features.Find(input.Name) is null);
        if (absent is null) return [.. model.Inputs];
        // A model that learnt from a file without header has names that nobody gave; its columns are then those of the data in their order.
        return model.Inputs.Count == features.Columns.Count && model.Inputs.All(input => features.Find(input.Name) is null)
            ? [.. model.Inputs.Select((input, index) => input with { Name = features.Columns[index].Name })]
            : throw new ClarifyException(
                $"The model needs the column '{absent.Name}', which is not in the data.");
    }

    private int[] AboveThreshold(double[] scores, LabelColumn label, double? threshold)
    {
        var limit = threshold ?? Model.Output.Threshold;
        int favorable = label.CodeOfClass(Model.Output.Label!.Favorable, isOne: true), other = label.CodeOfClass(Model.Output.Label!.Unfavorable, isOne: false);
        return Array.ConvertAll(scores, score => score >= limit ? favorable : other);
    }

    private int[] MostProbable(double[] probabilities, LabelColumn label)
    {
        var codes = Enumerable.Range(0, Model.Output.Width).Select(c => label.CodeOfClass(c, Model.Output.Label?.Classes)).ToArray();
        return Array.ConvertAll(MulticlassMetrics.Answers(probabilities, Model.Output.Width), answer => codes[answer]);
    }
}

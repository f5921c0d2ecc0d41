using MlPlatform.Clarify.Bias;
using MlPlatform.Learning;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Explanations;

/// <summary>A model and the rows of the data set as it sees them.</summary>
internal sealed class ScoredModel
{
    private readonly TableRows rows;

    public ScoredModel(ITabularModel model, Table table)
    {
        if (model.Inputs.FirstOrDefault(input => table.Find(input.Name) is null) is { } absent)
        {
            throw new ClarifyException($"The model needs the column '{absent.Name}', which is not in the data.");
        }

        Model = model;
        rows = Adapt(table);
    }

    public ITabularModel Model { get; }

    public int Width => Model.Inputs.Count;

    /// <summary>The rows one after another, as <see cref="ITabularModel.Score"/> takes them.</summary>
    public double[] Rows() => Fill(rows);

    /// <summary>Other rows of the same columns.</summary>
    public double[] Rows(Table table) => Fill(Adapt(table));

    /// <summary>The predicted label of every row in the codes of the label.</summary>
    public int[] PredictedLabels(LabelColumn label, double? threshold)
    {
        if (!Model.Output.IsClassifier) throw new ClarifyException($"Bias after training needs a classifier; the model's output is a {Model.Output.Kind}.");
        var scores = Scores();
        return Model.Output.Kind == OutputKind.Probability ? AboveThreshold(scores, label, threshold) : MostProbable(scores, label);
    }

    private int[] AboveThreshold(double[] scores, LabelColumn label, double? threshold)
    {
        var limit = threshold ?? Model.Output.Threshold;
        int favorable = label.CodeOfClass(Model.Output.Label!.Favorable, isOne: true), other = label.CodeOfClass(Model.Output.Label!.Unfavorable, isOne: false);
        return Array.ConvertAll(scores, score => score >= limit ? favorable : other);
    }

    private int[] MostProbable(double[] probabilities, LabelColumn label)
    {
        var width = Model.Output.Width;
        var codes = Enumerable.Range(0, width).Select(c => label.CodeOfClass(c, Model.Output.Label?.Classes)).ToArray();
        return Array.ConvertAll(MulticlassMetrics.Answers(probabilities, width), answer => codes[answer]);
    }

    private double[] Scores()
    {
        var scores = new double[rows.RowCount * Model.Output.Width];
        Model.ScoreRows(Rows(), scores);
        var wrong = Array.FindIndex(scores, score => !double.IsFinite(score));
        return wrong < 0 ? scores : throw new ClarifyException($"The model's score of row {(wrong / Model.Output.Width) + 1} is no number.");
    }

    private TableRows Adapt(Table table)
    {
        try
        {
            return new TableRows(table, Model.Inputs);
        }
        catch (LearningException fault)
        {
            throw new ClarifyException($"The data does not fit the model: {fault.Message}", fault);
        }
    }

    private double[] Fill(TableRows source)
    {
        var values = new double[source.RowCount * Width];
        for (var row = 0; row < source.RowCount; row++) source.Fill(row, values.AsSpan(row * Width, Width));
        return values;
    }
}

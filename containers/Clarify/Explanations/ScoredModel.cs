using MlPlatform.Clarify.Bias;
using MlPlatform.Learning;
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
        if (!Model.Output.IsClassifier) throw new ClarifyException("Bias after training needs a classifier; the model predicts a number.");
        var limit = threshold ?? Model.Output.Threshold;
        int favorable = label.CodeOfClass(Model.Output.Label!.Favorable, isOne: true), other = label.CodeOfClass(Model.Output.Label!.Unfavorable, isOne: false);
        var raw = new double[Width];
        var codes = new int[rows.RowCount];
        for (var row = 0; row < codes.Length; row++)
        {
            rows.Fill(row, raw);
            var score = Model.ScoreOne(raw);
            if (!double.IsFinite(score)) throw new ClarifyException($"The model's score of row {row + 1} is no number.");
            codes[row] = score >= limit ? favorable : other;
        }

        return codes;
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

using MlPlatform.Clarify.Bias;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Models;

/// <summary>The model under analysis, over the feature columns of the data set.</summary>
internal abstract class AnalysedModel
{
    /// <summary>What reports call it.</summary>
    public abstract string Title { get; }

    /// <summary>The columns of a row in the model's order, by the names of the data set.</summary>
    public abstract IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>Rows of <see cref="Inputs"/> to scores: probabilities of a classifier, numbers of the label's unit otherwise.</summary>
    public abstract Scorer Scorer { get; }

    /// <summary>Whether the scores are probabilities.</summary>
    public abstract bool GivesProbabilities { get; }

    /// <summary>What each output is the score of: Clarify's label0, label1, ... or the names of the classes.</summary>
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>What a score is: a probability, or the label's own unit.</summary>
    public abstract string Unit { get; }

    /// <summary>The rows of a table with the columns of the data set, one after another, as <see cref="Scorer"/> takes them.</summary>
    public double[] Rows(Table table)
    {
        try
        {
            var rows = new TableRows(Bound(table), Inputs);
            var values = new double[rows.RowCount * rows.Width];
            for (var row = 0; row < rows.RowCount; row++) rows.Fill(row, values.AsSpan(row * rows.Width, rows.Width));
            return values;
        }
        catch (LearningException fault)
        {
            throw new ClarifyException($"The data does not fit the model: {fault.Message}", fault);
        }
    }

    /// <summary>The predicted label of every row of the data set, in the codes of the label.</summary>
    /// <param name="label">The observed label.</param>
    /// <param name="threshold">From which probability on class 1 is predicted; null for the model's own cut.</param>
    public abstract int[] PredictedLabels(LabelColumn label, double? threshold);

    /// <summary>The table as the model reads it.</summary>
    protected virtual Table Bound(Table table) => table;
}

using MlPlatform.Tables;

namespace MlPlatform.Learning;

/// <summary>Feature columns with a number label and a weight per row.</summary>
public sealed record TrainingData(Table Features, double[] Labels, double[] Weights, LabelSchema Label)
{
    public int RowCount => Labels.Length;

    /// <summary>Takes the label (and a weight column, where named) out of a table.</summary>
    /// <remarks>A label of two texts becomes 1 for the favourable one, which the schema names; else for the later in ordinal order.</remarks>
    public static TrainingData From(Table table, LabelSchema label, string? weightColumn = null)
    {
        if (table.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        var column = table[label.Name];
        if (column.MissingCount > 0) throw new LearningException($"The label '{label.Name}' is missing in {column.MissingCount} rows.");
        var labels = column is CategoryColumn texts ? FromTexts(texts, ref label) : ((NumberColumn)column).Values.ToArray();
        var weights = weightColumn is null ? Ones(table.RowCount) : WeightsOf(table, weightColumn);
        return new TrainingData(table.Without(weightColumn is null ? [label.Name] : [label.Name, weightColumn]), labels, weights, label);
    }

    private static double[] FromTexts(CategoryColumn column, ref LabelSchema label)
    {
        var used = column.Codes.ToArray().Distinct().Select(code => column.Categories[code]).Order(StringComparer.Ordinal).ToArray();
        if (used.Length != 2)
        {
            throw new LearningException(
                $"The label '{column.Name}' has {used.Length} different texts ({string.Join(", ", used.Take(5))}); two are needed, or numbers.");
        }

        var favorable = label.Favorable ?? used[1];
        if (!used.Contains(favorable)) throw new LearningException($"The label '{column.Name}' never is '{favorable}'; it is {used[0]} or {used[1]}.");
        label = label with { Favorable = favorable, Unfavorable = favorable == used[0] ? used[1] : used[0] };
        var one = column.Categories.Find(favorable);
        var labels = new double[column.Count];
        for (var i = 0; i < labels.Length; i++) labels[i] = column.Codes[i] == one ? 1 : 0;
        return labels;
    }

    private static double[] WeightsOf(Table table, string name)
    {
        if (table[name] is not NumberColumn column) throw new LearningException($"The weight '{name}' is not a number column.");
        var weights = column.Values.ToArray();
        return Array.TrueForAll(weights, w => w >= 0) ? weights : throw new LearningException($"The weight '{name}' is negative or missing in a row.");
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}

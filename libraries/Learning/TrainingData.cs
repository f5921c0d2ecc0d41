using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Learning;

/// <summary>Feature columns with a label and a weight per row.</summary>
/// <param name="Features">The columns to learn from.</param>
/// <param name="Labels">A number, or a class from 0, per row; empty where there is no label.</param>
/// <param name="Weights">A weight per row, not negative.</param>
/// <param name="Label">What the labels mean; null where there is none.</param>
public sealed record TrainingData(Table Features, double[] Labels, double[] Weights, LabelSchema? Label)
{
    private const int MostClasses = 1000;

    public int RowCount => Features.RowCount;

    /// <summary>For ranking, the group (query) of each row; rows of a group lie together. Null elsewhere.</summary>
    public int[]? Groups { get; init; }

    /// <summary>Data without a label.</summary>
    public static TrainingData Unlabelled(Table features) => features.RowCount == 0
        ? throw new LearningException("There are no rows to learn from.")
        : new TrainingData(features, [], Ones(features.RowCount), null);

    /// <summary>Takes the label (and a weight column, where named) out of a table.</summary>
    /// <remarks>
    /// A label of two texts becomes 1 for the favourable one, which the schema names; else for the later in ordinal order. More
    /// texts become classes 0, 1, 2, ... in ordinal order, or in that of the schema.
    /// </remarks>
    public static TrainingData From(Table table, LabelSchema label, string? weightColumn = null)
    {
        if (table.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        var column = table[label.Name];
        if (column.MissingCount > 0) throw new LearningException($"The label '{label.Name}' is missing in {column.MissingCount} rows.");
        var labels = column switch
        {
            CategoryColumn texts => FromTexts(texts, ref label),
            NumberColumn numbers => numbers.ToArray(),
            BooleanColumn flags => Array.ConvertAll(flags.Values.ToArray(), flag => (double)flag),
            _ => throw new LearningException($"The label '{label.Name}' is of type {column.Type}; numbers, texts of a few classes or booleans are needed."),
        };
        var weights = weightColumn is null ? Ones(table.RowCount) : WeightsOf(table, weightColumn);
        return new TrainingData(table.Without(weightColumn is null ? [label.Name] : [label.Name, weightColumn]), labels, weights, label);
    }

    /// <summary>A row's label in its own words, for messages.</summary>
    public string LabelText(int row) => Label?.Classes is { } classes && Labels[row] is var label and >= 0 && label < classes.Count
        ? $"'{classes[(int)label]}'"
        : Labels[row].ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Refuses a label of many texts, whose order means nothing, where numbers are predicted.</summary>
    /// <param name="task">What predicts numbers, for the message.</param>
    public void RequireNumbers(string task)
    {
        if (Label?.Classes is not { } classes) return;
        throw new LearningException($"The label '{Label.Name}' holds texts ({string.Join(", ", classes.Take(5))}); {task} needs numbers.");
    }

    private static double[] FromTexts(CategoryColumn column, ref LabelSchema label)
    {
        var used = column.Codes.ToArray().Distinct().Select(code => column.Categories[code]).Order(StringComparer.Ordinal).ToArray();
        if (label.Classes is null && used.Length == 1)
        {
            throw new LearningException($"The label '{column.Name}' is '{used[0]}' in every row; two classes are needed.");
        }

        if (used.Length > MostClasses) throw new LearningException($"The label '{column.Name}' has {used.Length} different texts; {MostClasses} classes are the most.");
        label = label.Classes is null && used.Length == 2 ? TwoClasses(column.Name, used, label) : label with { Classes = label.Classes ?? used };
        return Encode(column, label.Classes ?? [label.Unfavorable!, label.Favorable!]);
    }

    private static LabelSchema TwoClasses(string name, string[] used, LabelSchema label)
    {
        var favorable = label.Favorable ?? used[1];
        if (!used.Contains(favorable)) throw new LearningException($"The label '{name}' never is '{favorable}'; it is {used[0]} or {used[1]}.");
        return label with { Favorable = favorable, Unfavorable = favorable == used[0] ? used[1] : used[0] };
    }

    private static double[] Encode(CategoryColumn column, IReadOnlyList<string> classes)
    {
        var known = CategoryDictionary.From(classes);
        var classOf = new double[column.Categories.Count];
        for (var code = 0; code < classOf.Length; code++) classOf[code] = known.Find(column.Categories[code]);
        var labels = new double[column.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = classOf[column.Codes[i]];
            if (labels[i] < 0) throw new LearningException($"The label '{column.Name}' is '{column.Text(i)}' in row {i + 1}, which is none of its classes.");
        }

        return labels;
    }

    private static double[] WeightsOf(Table table, string name)
    {
        if (table[name] is not NumberColumn column) throw new LearningException($"The weight '{name}' is not a number column.");
        var weights = column.ToArray();
        var wrong = Array.FindIndex(weights, weight => !(weight >= 0 && double.IsFinite(weight)));
        return wrong < 0 ? weights : throw new LearningException($"The weight '{name}' is negative, infinite or missing in row {wrong + 1}.");
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}

using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Bias;

/// <summary>The label as codes, and which of its values are the favourable outcome.</summary>
internal sealed record LabelColumn(CodedColumn Column, bool[] Favorable)
{
    public string Name => Column.Name;

    /// <summary>The favourable outcome in words.</summary>
    public string FavorableText => string.Join(" or ", Column.Values.Where((_, code) => Favorable[code]));

    /// <summary>Above it a label that is a continuous number is favourable; null for labels that are compared by value.</summary>
    public double? Threshold { get; init; }

    /// <summary>The favourable values, or the interval above the threshold, as analysis.json spells them.</summary>
    public string ValueOrThreshold { get; init; } = string.Join(",", Column.Values.Where((_, code) => Favorable[code]));

    public static LabelColumn Of(Column column, IReadOnlyList<string> favorable)
    {
        if (favorable.Count == 1 && CodedColumn.IsContinuous(column))
        {
            if (!Numbers.TryParse(favorable[0], out var threshold)) throw NoSuchValue(column.Name, favorable[0], "a number");
            var numbers = (NumberColumn)column;
            return Checked(new LabelColumn(CodedColumn.AboveThreshold(numbers, threshold), [false, true])
            {
                Threshold = threshold, ValueOrThreshold = Numbers.Above(threshold, numbers),
            });
        }

        var coded = CodedColumn.Of(column);
        var chosen = new bool[coded.Values.Count];
        foreach (var value in favorable)
        {
            var code = coded.Find(value);
            if (code == CodedColumn.Missing) throw NoSuchValue(column.Name, value, string.Join(", ", coded.Values.Take(20)));
            chosen[code] = true;
        }

        return Checked(new LabelColumn(coded, chosen));
    }

    /// <summary>Predicted labels in the codes of this label.</summary>
    public int[] Recode(Column predicted)
    {
        var other = predicted is NumberColumn numbers && Threshold is { } threshold ? CodedColumn.AboveThreshold(numbers, threshold) : CodedColumn.Of(predicted);
        var codes = other.Values.Select(value => Column.Find(value)).ToArray();
        return Array.ConvertAll(other.Codes, code => code == CodedColumn.Missing ? CodedColumn.Missing : codes[code] >= 0
            ? codes[code]
            : throw new ClarifyException($"The predicted label '{other.Values[code]}' is no value of the label '{Name}'."));
    }

    /// <summary>The code of the label that a model's class 1 or 0 stands for.</summary>
    /// <param name="text">The class in words, where the model knows it.</param>
    /// <param name="isOne">Whether it is class 1.</param>
    public int CodeOfClass(string? text, bool isOne)
    {
        var names = isOne ? new[] { text, "1", "true" } : [text, "0", "false"];
        foreach (var name in names.OfType<string>())
        {
            if (Column.Find(name) is var code and not CodedColumn.Missing) return code;
        }

        throw new ClarifyException(
            $"The model's class {(isOne ? 1 : 0)}{(text is null ? "" : $" ('{text}')")} is no value of the label '{Name}'; its values are {string.Join(", ", Column.Values)}.");
    }

    /// <summary>The code of the label that one of many classes of a model stands for.</summary>
    /// <param name="number">Which class, from 0.</param>
    /// <param name="texts">The classes in words, where the model knows them.</param>
    public int CodeOfClass(int number, IReadOnlyList<string>? texts)
    {
        var name = texts is null ? FormattableString.Invariant($"{number}") : texts[number];
        return Column.Find(name) is var code and not CodedColumn.Missing
            ? code
            : throw new ClarifyException($"The model's class '{name}' is no value of the label '{Name}'; its values are {string.Join(", ", Column.Values)}.");
    }

    /// <summary>The codes that a model of two classes means: class 1 and the other.</summary>
    /// <param name="positive">Class 1 by name, where it is known; else the label's 1 and 0, else its favourable and its other value.</param>
    public (int Positive, int Negative) TwoSides(string? positive)
    {
        if (positive is not null) return Pair(CodeOfClass(positive, isOne: true));
        if (Column.Find("1") is var one and not CodedColumn.Missing && Column.Find("0") is var zero and not CodedColumn.Missing) return (one, zero);
        return Favorable.Count(favorable => favorable) == 1 ? Pair(Array.IndexOf(Favorable, true)) : throw NotTwo();
    }

    private (int Positive, int Negative) Pair(int positive) => Favorable.Length == 2 ? (positive, 1 - positive) : throw NotTwo();

    private ClarifyException NotTwo() => new(
        $"The model answers one probability, but the label '{Name}' has the values {string.Join(", ", Column.Values.Take(20))}; its predicted labels cannot be told.");

    private static LabelColumn Checked(LabelColumn label)
    {
        var present = label.Column.Codes.Where(code => code != CodedColumn.Missing).Distinct().ToArray();
        if (present.Length == 0) throw new ClarifyException($"The label '{label.Name}' has no value in any row.");
        if (present.Length == 1)
        {
            throw new ClarifyException(
                $"The label '{label.Name}' has one value only ('{label.Column.Values[present[0]]}'); bias compares two outcomes.");
        }

        if (present.All(code => label.Favorable[code])) throw new ClarifyException($"Every value of the label '{label.Name}' is called favourable; bias compares two outcomes.");
        return label;
    }

    private static ClarifyException NoSuchValue(string label, string value, string known) =>
        new($"The favourable value '{value}' does not occur in the label '{label}'; its values are {known}.");
}

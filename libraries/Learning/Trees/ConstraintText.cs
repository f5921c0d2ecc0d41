using System.Globalization;
using System.Text.Json;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees;

/// <summary>Reads the lists that some hyperparameters hold as text.</summary>
internal static class ConstraintText
{
    /// <summary>Numbers separated by commas, in parentheses, brackets or bare.</summary>
    public static double[] Numbers(string name, string text)
    {
        var parts = text.Trim().Trim('(', ')', '[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new LearningException($"The hyperparameter {name} is '{text}'; '{part}' in it is no number."))];
    }

    /// <summary>A direction per column, or null where no column is constrained.</summary>
    public static sbyte[]? Monotone(string text, int columns)
    {
        var name = BoostedTreesHyperparameters.MonotoneConstraints.Name;
        var numbers = Numbers(name, text);
        if (numbers.Length > columns) throw new LearningException($"The hyperparameter {name} has {numbers.Length} directions for {columns} columns.");
        var directions = new sbyte[columns];
        for (var i = 0; i < numbers.Length; i++)
        {
            directions[i] = numbers[i] is 0 or 1 or -1 ? (sbyte)numbers[i] : throw new LearningException($"The hyperparameter {name} is '{text}'; a direction must be 1, 0 or -1.");
        }

        return Array.TrueForAll(directions, d => d == 0) ? null : directions;
    }

    /// <summary>Groups of column indices, or null where there are none.</summary>
    public static int[][]? Groups(string text, IReadOnlyList<InputColumn> inputs)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            using var json = JsonDocument.Parse(text.Replace('(', '[').Replace(')', ']').Replace('\'', '"'));
            return [.. json.RootElement.EnumerateArray().Select(group => group.EnumerateArray().Select(item => ColumnOf(item, inputs)).Distinct().ToArray())];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new LearningException($"The hyperparameter {BoostedTreesHyperparameters.InteractionConstraints.Name} is '{text}'; it must be a list of lists of columns.", error);
        }
    }

    private static int ColumnOf(JsonElement item, IReadOnlyList<InputColumn> inputs)
    {
        var index = item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number)
            ? number
            : Enumerable.Range(0, inputs.Count).FirstOrDefault(i => inputs[i].Name == item.ToString(), -1);
        return index >= 0 && index < inputs.Count
            ? index
            : throw new LearningException($"The hyperparameter {BoostedTreesHyperparameters.InteractionConstraints.Name} names column '{item}', which is not there.");
    }
}

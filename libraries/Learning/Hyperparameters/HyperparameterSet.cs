using System.Globalization;

namespace MlPlatform.Learning.Hyperparameters;

/// <summary>All hyperparameters of an algorithm.</summary>
public sealed class HyperparameterSet(string algorithm, params IReadOnlyList<Hyperparameter> all)
{
    public string Algorithm { get; } = algorithm;

    public IReadOnlyList<Hyperparameter> All { get; } = all;

    /// <summary>Checks every given text against its declaration and fills in the defaults.</summary>
    public HyperparameterValues Parse(IReadOnlyDictionary<string, string> given)
    {
        foreach (var name in given.Keys)
        {
            if (All.All(h => h.Name != name))
            {
                throw new LearningException(
                    $"{Algorithm} has no hyperparameter '{name}'; it has {string.Join(", ", All.Select(h => h.Name))}.");
            }
        }

        return new HyperparameterValues(All.ToDictionary(
            h => h.Name,
            h => given.TryGetValue(h.Name, out var text) ? h.Check(text) : h.Default,
            StringComparer.Ordinal));
    }
}

/// <summary>Checked values by name.</summary>
public sealed class HyperparameterValues(IReadOnlyDictionary<string, string> texts)
{
    public IReadOnlyDictionary<string, string> Texts { get; } = texts;

    public string Text(Hyperparameter parameter) => Texts[parameter.Name];

    public bool Flag(Hyperparameter parameter) => Text(parameter) == "true";

    public int Integer(Hyperparameter parameter) => checked((int)Number(parameter));

    /// <summary>The number; where the value is a word, the number that the word stands for.</summary>
    public double Number(Hyperparameter parameter, double wordValue = double.NaN) =>
        double.TryParse(Text(parameter), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : wordValue;
}

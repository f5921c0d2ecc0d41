using System.Globalization;

namespace MlPlatform.Learning.Hyperparameters;

/// <summary>The kinds of values a hyperparameter takes.</summary>
public enum HyperparameterKind
{
    Continuous,
    Integer,
    Categorical,

    /// <summary>Any text; the algorithm itself says which it understands.</summary>
    FreeText,
}

/// <summary>On which scale a search should step through a hyperparameter.</summary>
public enum HyperparameterScale
{
    Linear,
    Logarithmic,
}

/// <summary>One hyperparameter, declared once: validation, documentation and search spaces come from here.</summary>
public sealed record Hyperparameter(string Name, HyperparameterKind Kind, string Default, string Summary)
{
    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public HyperparameterScale Scale { get; init; } = HyperparameterScale.Linear;

    /// <summary>Allowed texts; for a number, texts that stand beside the numbers, such as "auto".</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public static Hyperparameter Continuous(string name, double value, double minimum, double maximum, string summary) =>
        new(name, HyperparameterKind.Continuous, value.ToString(CultureInfo.InvariantCulture), summary) { Minimum = minimum, Maximum = maximum };

    public static Hyperparameter Integer(string name, long value, double minimum, double maximum, string summary) =>
        new(name, HyperparameterKind.Integer, value.ToString(CultureInfo.InvariantCulture), summary) { Minimum = minimum, Maximum = maximum };

    public static Hyperparameter Choice(string name, string value, IReadOnlyList<string> words, string summary) =>
        new(name, HyperparameterKind.Categorical, value, summary) { Words = words };

    public static Hyperparameter Text(string name, string value, string summary) => new(name, HyperparameterKind.FreeText, value, summary);

    public static Hyperparameter Flag(string name, bool value, string summary) => Choice(name, value ? "true" : "false", ["true", "false"], summary);

    /// <summary>The text in its canonical form; throws where it is not allowed.</summary>
    public string Check(string text)
    {
        var word = Words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is not null) return word;
        if (Kind == HyperparameterKind.FreeText) return text;
        if (Kind == HyperparameterKind.Categorical) throw Refused(text, $"one of {string.Join(", ", Words)}");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw Refused(text, Kind == HyperparameterKind.Integer ? "an integer" : "a number");
        }

        if (Kind == HyperparameterKind.Integer && value != Math.Floor(value)) throw Refused(text, "an integer");
        return value >= Minimum && value <= Maximum ? value.ToString(CultureInfo.InvariantCulture) : throw Refused(text, Range);
    }

    private string Range => FormattableString.Invariant($"between {Minimum} and {Maximum}");

    private LearningException Refused(string text, string expected) => new($"The hyperparameter {Name} is '{text}'; it must be {expected}.");
}

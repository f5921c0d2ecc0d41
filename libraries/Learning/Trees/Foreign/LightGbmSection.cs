using System.Globalization;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>Lines of <c>key=value</c> of LightGBM's text: the header, or one tree.</summary>
internal sealed class LightGbmSection(string title)
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public static LearningException Refused(string reason) => new($"The LightGBM model cannot be used: {reason}.");

    public void Add(ReadOnlySpan<char> line)
    {
        var equals = line.IndexOf('=');
        values[equals < 0 ? line.ToString() : line[..equals].ToString()] = equals < 0 ? "" : line[(equals + 1)..].ToString();
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Find(string name) => values.GetValueOrDefault(name);

    public string Text(string name) => Find(name) ?? throw Refused($"{title} has no '{name}'");

    public int Integer(string name) =>
        int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Refused($"'{name}' of {title} is '{Text(name)}'");

    public string[] Words(string name) => Text(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public int[] Integers(string name, int count) => Values<int>(name, count, word =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= int.MinValue and <= uint.MaxValue
            ? unchecked((int)value)
            : null);

    public double[] Numbers(string name, int count) => Values<double>(name, count, Number);

    private T[] Values<T>(string name, int count, Func<string, T?> parse) where T : struct
    {
        var words = Words(name);
        if (words.Length != count) throw Refused($"'{name}' of {title} has {words.Length} values, expected are {count}");
        return Array.ConvertAll(words, word => parse(word) ?? throw Refused($"'{name}' of {title} holds '{word}'"));
    }

    private static double? Number(string word) => word switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        _ => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}

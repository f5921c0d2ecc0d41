using System.Globalization;
using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>One line: a label, perhaps a query, and features as index:value.</summary>
internal sealed class LibsvmLine(int highestIndex)
{
    private readonly List<(int Index, double Value)> features = [];
    private readonly HashSet<int> indices = [];

    public double Label { get; private set; }

    /// <summary>The query (group) of the line, or null.</summary>
    public long? Query { get; private set; }

    public IReadOnlyList<(int Index, double Value)> Features => features;

    /// <summary>Reads a line; returns what is wrong with it, or null.</summary>
    public string? Parse(ReadOnlySpan<byte> text)
    {
        features.Clear();
        indices.Clear();
        Query = null;
        if (text.IndexOf((byte)'#') is var comment and >= 0) text = text[..comment];
        var label = NextPart(ref text);
        IsEmpty = label.IsEmpty;
        if (IsEmpty) return null;
        if (!NumberText.TryParse(label, out var value)) return $"The label '{Encoding.UTF8.GetString(label)}' is not a number.";
        Label = value;
        while (NextPart(ref text) is { IsEmpty: false } part)
        {
            if (Add(part) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>The line holds nothing, or a comment.</summary>
    public bool IsEmpty { get; private set; }

    private string? Add(ReadOnlySpan<byte> part)
    {
        var colon = part.IndexOf((byte)':');
        if (colon <= 0) return $"'{Encoding.UTF8.GetString(part)}' is not index:value.";
        if (part.StartsWith("qid:"u8)) return AddQuery(part[(colon + 1)..]);
        if (!int.TryParse(part[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > highestIndex)
        {
            return $"The index '{Encoding.UTF8.GetString(part[..colon])}' is not a number from 0 to {highestIndex}.";
        }

        if (!NumberText.TryParse(part[(colon + 1)..], out var value)) return $"The value of feature {index} is not a number: '{Encoding.UTF8.GetString(part[(colon + 1)..])}'.";
        if (!indices.Add(index)) return $"Feature {index} occurs twice.";
        features.Add((index, value));
        return null;
    }

    private string? AddQuery(ReadOnlySpan<byte> text)
    {
        if (Query is not null) return "The line has two queries.";
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var query)) return $"The query '{Encoding.UTF8.GetString(text)}' is not a number.";
        Query = query;
        return null;
    }

    private static ReadOnlySpan<byte> NextPart(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        var length = text.IndexOfAny((byte)' ', (byte)'\t');
        var part = length < 0 ? text : text[..length];
        text = text[part.Length..];
        return part;
    }
}

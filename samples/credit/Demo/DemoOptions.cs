namespace MlPlatform.Demo;

/// <summary>What the demo works on.</summary>
internal sealed record DemoOptions
{
    /// <summary>A CSV file with a header, or null for the synthetic data set.</summary>
    public FileInfo? Data { get; init; }

    /// <summary>The column to predict.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is good for a person.</summary>
    public required string Favorable { get; init; }

    /// <summary>The groups to watch.</summary>
    public required IReadOnlyList<Facet> Facets { get; init; }

    public required int Seed { get; init; }

    /// <summary>Rows of the synthetic data set.</summary>
    public required int Rows { get; init; }

    /// <summary>Where the demo keeps how far it came, so that a demo that was killed goes on.</summary>
    public required DirectoryInfo State { get; init; }
}

/// <summary>A group to watch: <c>sex=male</c> (a category) or <c>age&gt;25</c> (above a number).</summary>
internal sealed record Facet(string Column, string Value, bool IsThreshold)
{
    public override string ToString() => IsThreshold ? $"{Column}>{Value}" : $"{Column}={Value}";

    /// <exception cref="DemoException">The text has neither form.</exception>
    public static Facet Parse(string text)
    {
        var at = text.IndexOfAny(['=', '>']);
        if (at <= 0 || at == text.Length - 1) throw new DemoException($"The facet '{text}' is neither column=value nor column>number.");
        return new Facet(text[..at].Trim(), text[(at + 1)..].Trim(), text[at] == '>');
    }
}

/// <summary>The demo cannot go on; the message says why in one sentence.</summary>
internal sealed class DemoException(string message) : Exception(message);

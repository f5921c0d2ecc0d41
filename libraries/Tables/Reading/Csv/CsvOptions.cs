namespace MlPlatform.Tables.Reading;

/// <summary>How a CSV file is laid out.</summary>
public sealed record CsvOptions
{
    private readonly char separator = ',';

    public static CsvOptions Default { get; } = new();

    /// <summary>The form of SageMaker's built-in algorithms: no header, the label first, so in column <c>_c0</c>.</summary>
    public static CsvOptions LabelFirst { get; } = new() { HasHeader = false };

    /// <summary>The character between fields; any that is one byte of UTF-8 but quotes and line ends.</summary>
    public char Separator
    {
        get => separator;
        init => separator = value is < (char)128 and not ('"' or '\r' or '\n')
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A separator is one ASCII character, and neither a quote nor a line end.");
    }

    /// <summary>The first record names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>A quoted field that has not ended after this many bytes is taken for a stray quote.</summary>
    public int MaxRecordBytes { get; init; } = 16 * 1024 * 1024;
}

namespace MlPlatform.Tables.Reading;

/// <summary>How a CSV file is laid out.</summary>
public sealed record CsvOptions
{
    public static CsvOptions Default { get; } = new();

    public char Separator { get; init; } = ',';

    /// <summary>The first record names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>A quoted field that has not ended after this many bytes is taken for a stray quote.</summary>
    public int MaxRecordBytes { get; init; } = 16 * 1024 * 1024;
}

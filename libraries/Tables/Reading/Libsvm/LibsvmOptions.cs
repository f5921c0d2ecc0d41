namespace MlPlatform.Tables.Reading;

/// <summary>How the sparse lines of a libsvm file become dense columns.</summary>
public sealed record LibsvmOptions
{
    public static LibsvmOptions Default { get; } = new();

    /// <summary>Feature columns f0 to one less than this; a line with a higher index is malformed. As many as the file needs where it is null.</summary>
    public int? FeatureCount { get; init; }

    /// <summary>A feature that a line does not name is missing; otherwise it is 0.</summary>
    public bool AbsentIsMissing { get; init; }

    /// <summary>A higher index is taken for a mistake.</summary>
    public int HighestIndex { get; init; } = 99_999;

    /// <summary>More lines set aside than this end the reading with an error.</summary>
    public long RejectLimit { get; init; } = long.MaxValue;
}

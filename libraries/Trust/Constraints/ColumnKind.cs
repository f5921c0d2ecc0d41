namespace MlPlatform.Trust.Constraints;

/// <summary>What the numbers of a column stand for.</summary>
public enum ColumnKind
{
    /// <summary>Any number of the column's range, or of its grid.</summary>
    Number = 1,

    /// <summary>Whole numbers.</summary>
    Integer = 2,

    /// <summary>Codes without an order: two are the same or they are not.</summary>
    Category = 3,

    /// <summary>0 or 1.</summary>
    Boolean = 4,
}

/// <summary>Which way a value may go from where it is.</summary>
public enum Movement
{
    /// <summary>Either way.</summary>
    Free = 1,

    /// <summary>It may only grow: an age, a number of years in a job.</summary>
    OnlyUp = 2,

    /// <summary>It may only shrink.</summary>
    OnlyDown = 3,

    /// <summary>It stays: a birthplace.</summary>
    None = 4,
}

/// <summary>What a missing value (NaN) in a column means.</summary>
public enum MissingValues
{
    /// <summary>A row that lacks the value is refused.</summary>
    Refused = 1,

    /// <summary>What is missing stays missing, and what is there stays there.</summary>
    Kept = 2,
}

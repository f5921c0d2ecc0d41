namespace MlPlatform.Learning.Preprocessing;

/// <summary>What stands for a missing number.</summary>
public enum Imputation
{
    Mean,
    Median,
    MostFrequent,

    /// <summary><see cref="EncodingOptions.Constant"/>.</summary>
    Constant,
}

/// <summary>How numbers are brought to a common scale. A constant column becomes zeros, except with <see cref="None"/>.</summary>
public enum Scaling
{
    None,

    /// <summary>Mean 0.</summary>
    Center,

    /// <summary>Mean 0 and deviation 1.</summary>
    Standard,

    /// <summary>From 0 to 1.</summary>
    MinMax,

    /// <summary>Median 0 and a distance of 1 between the quartiles (the deviation, where the quartiles coincide).</summary>
    Robust,
}

/// <summary>What a category becomes.</summary>
public enum CategoryEncoding
{
    /// <summary>A feature per text, 1 where the row has it.</summary>
    OneHot,

    /// <summary>The place of the text in ordinal order; then one place for missing and one for unseen texts. Not scaled.</summary>
    Ordinal,

    /// <summary>The smoothed mean of the label (of each class, where there are more than two) over the rows with that text.</summary>
    Target,
}

/// <summary>What is taken from a date.</summary>
[Flags]
public enum DateParts
{
    None = 0,

    /// <summary>Days since 1970-01-01, with their fraction.</summary>
    Elapsed = 1,
    Year = 2,
    Month = 4,
    Day = 8,

    /// <summary>0 is Monday.</summary>
    Weekday = 16,
    Hour = 32,
    DayOfYear = 64,
}

/// <summary>How raw columns become features.</summary>
public sealed record EncodingOptions
{
    public static EncodingOptions Default { get; } = new();

    public Imputation Imputation { get; init; } = Imputation.Mean;

    /// <summary>The value that <see cref="Imputation.Constant"/> puts in.</summary>
    public double Constant { get; init; }

    /// <summary>Whether a number column that has missing values in training gets a second feature that is 1 where it is missing.</summary>
    public bool MissingIndicators { get; init; }

    /// <summary>The scale of numbers, date parts and target encodings. Booleans stay 0 and 1.</summary>
    public Scaling Scaling { get; init; } = Scaling.Standard;

    public CategoryEncoding Categories { get; init; } = CategoryEncoding.OneHot;

    /// <summary>The most one-hot features of a column; beyond it the rarest texts share one, which unseen texts then use too.</summary>
    public int MostOneHot { get; init; } = 256;

    public DateParts Dates { get; init; } = DateParts.Elapsed | DateParts.Month | DateParts.Day | DateParts.Weekday | DateParts.Hour;

    /// <summary>Whether parts that come round again (all but elapsed and year) become a sine and a cosine.</summary>
    public bool CyclicDates { get; init; }

    /// <summary>The number of classes of the label, for target encoding; 0 or 2 stand for one number or probability.</summary>
    public int Classes { get; init; }

    /// <summary>How many rows the label's overall mean counts for in a target encoding; NaN weighs it by the variances (empirical Bayes).</summary>
    public double TargetSmoothing { get; init; } = double.NaN;

    /// <summary>The parts that training rows are dealt to; each is target-encoded by the other parts' labels.</summary>
    public int TargetFolds { get; init; } = 5;

    /// <summary>Decides which row falls into which part.</summary>
    public ulong Seed { get; init; }
}

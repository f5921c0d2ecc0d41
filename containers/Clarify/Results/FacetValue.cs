namespace MlPlatform.Clarify.Results;

/// <summary>Groups as analysis.json spells them: a value, or a range <c>(40, 74]</c> whose upper end is the largest value of the data and says nothing of the group.</summary>
internal static class FacetValue
{
    public static bool IsSame(string? first, string second) => first is not null && Configured(first) == Configured(second);

    /// <summary>The value or threshold as the configuration gave it.</summary>
    public static string Configured(string value) => value is ['(', .., ']'] && value.IndexOf(',', StringComparison.Ordinal) is var comma and > 0 ? value[1..comma] : value;
}

namespace MlPlatform.Clarify.Results;

/// <summary>Something about the data that a reader of the numbers must know.</summary>
/// <param name="Text">In words: "lines are malformed: too few values".</param>
/// <param name="Count">Of how many rows it is true.</param>
internal sealed record DataNote(string Text, int Count);

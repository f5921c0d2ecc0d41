namespace MlPlatform.Search;

/// <summary>A search that cannot be made; the message names the range or setting.</summary>
public sealed class SearchException(string message) : Exception(message);

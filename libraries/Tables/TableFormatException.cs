namespace MlPlatform.Tables;

/// <summary>Data that is not what its reader was told to expect; the message says what is wrong and where.</summary>
public sealed class TableFormatException(string message, Exception? inner = null) : Exception(message, inner);

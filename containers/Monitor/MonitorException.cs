namespace MlPlatform.Monitor;

/// <summary>The analysis cannot be done as asked; the message says why, in a sentence for the person who sent it.</summary>
internal sealed class MonitorException(string message, Exception? inner = null) : Exception(message, inner);

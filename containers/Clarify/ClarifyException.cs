namespace MlPlatform.Clarify;

/// <summary>The job cannot be done as asked; the message says why, in a sentence for the person who sent it.</summary>
internal sealed class ClarifyException(string message, Exception? inner = null) : Exception(message, inner);

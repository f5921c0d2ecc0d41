namespace MlPlatform.Learning.Payloads;

/// <summary>A request body that a model cannot score; the message says where and why.</summary>
public sealed class PayloadException(string message, Exception? inner = null) : Exception(message, inner);

namespace MlPlatform.Dapr.Runtime;

/// <summary>The runtime cannot start or go on; the message says in one sentence why.</summary>
public sealed class DaprRuntimeException(string message, Exception? innerException = null) : Exception(message, innerException);

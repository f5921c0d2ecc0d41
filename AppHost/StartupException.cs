namespace MlPlatform.AppHost;

/// <summary>The platform cannot start, or a command cannot be carried out; the message is the one sentence that the user sees.</summary>
internal sealed class StartupException(string message) : Exception(message);

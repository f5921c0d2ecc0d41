namespace MlPlatform.Jobs.Container.Captures;

/// <summary>What was captured, or what a job is told about it, cannot be read as asked; the message is for the person who sent the job.</summary>
public sealed class CaptureException(string message, Exception? inner = null) : Exception(message, inner);

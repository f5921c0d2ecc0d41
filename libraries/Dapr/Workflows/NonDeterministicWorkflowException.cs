namespace MlPlatform.Dapr;

/// <summary>A workflow's code did not repeat what its history says it did.</summary>
public sealed class NonDeterministicWorkflowException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);

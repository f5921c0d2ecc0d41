namespace MlPlatform.Jobs;

/// <summary>What the caller gave the job cannot be used: a missing object, an unknown image, a path outside the job. Retrying does not help.</summary>
public sealed class JobInputException(string message) : Exception(message);

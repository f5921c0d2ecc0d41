namespace MlPlatform.Learning;

/// <summary>Data, hyperparameters or a model that cannot be used; the message names what is wrong.</summary>
public sealed class LearningException(string message, Exception? inner = null) : Exception(message, inner);

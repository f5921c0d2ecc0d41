namespace MlPlatform.Transforms;

/// <summary>Why a transform cannot be done; becomes the job's failure reason.</summary>
internal sealed class TransformException(string message, Exception? inner = null) : Exception(message, inner);

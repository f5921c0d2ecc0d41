namespace MlPlatform.Trust;

/// <summary>The data, the model's answers or the request cannot be analysed; the message names what is wrong, for the person who asked.</summary>
public sealed class TrustException(string message) : Exception(message);

namespace MlPlatform.Dapr;

/// <summary>An operation that the sidecar refused or that did not reach it.</summary>
public class DaprException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DaprException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public DaprException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

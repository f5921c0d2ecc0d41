namespace MlPlatform.Dapr.Protocol;

/// <summary>A call that ended with a status other than <see cref="GrpcStatusCode.Ok"/>; servers throw it to answer so.</summary>
public sealed class GrpcException : Exception
{
    /// <summary>Creates the exception with its status and the text sent as <c>grpc-message</c>.</summary>
    public GrpcException(GrpcStatusCode status, string detail, Exception? innerException = null)
        : base($"{status}: {detail}", innerException)
    {
        Status = status;
        Detail = detail;
    }

    /// <summary>How the call ended.</summary>
    public GrpcStatusCode Status { get; }

    /// <summary>The text that came with the status.</summary>
    public string Detail { get; }
}

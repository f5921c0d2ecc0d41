using Microsoft.Extensions.Logging;

namespace MlPlatform.Dapr.Protocol;

internal sealed partial class GrpcCallRunner
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The gRPC handler of {Path} failed.")]
    private static partial void HandlerFailed(ILogger logger, Exception fault, string path);
}

using Microsoft.Extensions.Logging;

namespace MlPlatform.Aws;

internal static partial class OperationLog
{
    [LoggerMessage(1, LogLevel.Information, "{Target} refused with {Code}")]
    public static partial void Refused(ILogger logger, string target, string code);

    [LoggerMessage(2, LogLevel.Debug, "{Target} abandoned by its client")]
    public static partial void Abandoned(ILogger logger, string target);

    [LoggerMessage(3, LogLevel.Error, "{Target} failed")]
    public static partial void Failed(ILogger logger, string target, Exception fault);
}

namespace MlPlatform.Gateway;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Method} for {Owner} refused with {Code}")]
    public static partial void Refused(ILogger logger, string method, string owner, string code);

    [LoggerMessage(2, LogLevel.Warning, "{App} could not be reached: {Reason}")]
    public static partial void Unreachable(ILogger logger, string app, string reason);

    [LoggerMessage(3, LogLevel.Debug, "A client left before its answer")]
    public static partial void Abandoned(ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "A request failed in the Gateway")]
    public static partial void Failed(ILogger logger, Exception fault);
}

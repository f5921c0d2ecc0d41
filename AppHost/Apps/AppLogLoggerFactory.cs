using Microsoft.Extensions.Logging;

namespace MlPlatform.AppHost.Apps;

/// <summary>Sends the runtime's own log lines to the same place as the apps'.</summary>
internal static class AppLogLoggerFactory
{
    private const string AppId = "dapr";

    public static ILoggerFactory Create(AppLog log) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddProvider(new Provider(log));
    });

    private sealed class Provider(AppLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(log, categoryName);

        public void Dispose()
        {
            // The log belongs to who made it.
        }
    }

    private sealed class Logger(AppLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var time = TimeProvider.System.GetUtcNow();
            log.Write(AppId, $"{time:HH:mm:ss.fff} {Word(logLevel)}: {category}[{eventId.Id}] {formatter(state, exception)}");
            if (exception is not null) log.Write(AppId, exception.ToString());
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
    }
}

using System.Globalization;
using System.Text;

namespace MlPlatform.Dapr.Protocol;

/// <summary>The header fields that gRPC adds to HTTP/2, and how their values are written.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string AcceptedEncodings = "identity,gzip";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Reads a <c>grpc-timeout</c> value: up to eight digits and a unit; null when it is malformed.</summary>
    public static TimeSpan? ParseTimeout(string value)
    {
        if (value.Length is < 2 or > 9
            || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        TimeSpan? timeout = value[^1] switch
        {
            'H' => TimeSpan.FromHours(amount),
            'M' => TimeSpan.FromMinutes(amount),
            'S' => TimeSpan.FromSeconds(amount),
            'm' => TimeSpan.FromMilliseconds(amount),
            'u' => TimeSpan.FromMicroseconds(amount),
            'n' => TimeSpan.FromTicks(amount / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
        return timeout > LongestTimeout ? LongestTimeout : timeout;
    }

    /// <summary>Writes a timeout in milliseconds, in seconds when it is too long for eight digits.</summary>
    public static string FormatTimeout(TimeSpan timeout)
    {
        var milliseconds = (long)Math.Ceiling(timeout.TotalMilliseconds);
        return milliseconds < 100_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, milliseconds)}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(99_999_999, milliseconds / 1000)}S");
    }

    /// <summary>Percent-encodes a status message: printable ASCII except the percent sign stays.</summary>
    public static string EscapeMessage(string message)
    {
        if (message.All(static c => c is >= ' ' and <= '~' and not '%'))
        {
            return message;
        }

        var escaped = new StringBuilder(message.Length + 16);
        foreach (var octet in System.Text.Encoding.UTF8.GetBytes(message))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                escaped.Append((char)octet);
            }
            else
            {
                escaped.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    /// <summary>Undoes <see cref="EscapeMessage"/>.</summary>
    public static string UnescapeMessage(string message) => Uri.UnescapeDataString(message);
}

using MlPlatform.Learning;

namespace MlPlatform.Algorithms.Training;

/// <summary>How the files of a channel are written: its content type, as <c>text/csv;label_size=0</c>.</summary>
/// <param name="Kind">How records lie in the files.</param>
/// <param name="LabelSize">How many label columns come first; null where the channel does not say.</param>
internal sealed record ChannelFormat(RecordKind Kind, int? LabelSize)
{
    public static ChannelFormat Parse(string channel, string? contentType)
    {
        var parts = (contentType ?? "text/csv").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var kind = parts[0].ToLowerInvariant() switch
        {
            "text/csv" or "csv" => RecordKind.Csv,
            "application/jsonlines" or "application/x-jsonlines" or "application/x-ndjson" => RecordKind.JsonLines,
            "text/libsvm" or "text/x-libsvm" or "libsvm" => RecordKind.Libsvm,
            _ => throw new LearningException($"The channel '{channel}' is {parts[0]}; text/csv, text/libsvm and application/jsonlines can be read."),
        };
        return new ChannelFormat(kind, LabelSizeOf(channel, parts.Skip(1)));
    }

    private static int? LabelSizeOf(string channel, IEnumerable<string> parameters)
    {
        const string Name = "label_size=";
        var text = parameters.FirstOrDefault(parameter => parameter.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..];
        return text switch
        {
            null => null,
            "0" => 0,
            "1" => 1,
            _ => throw new LearningException($"The channel '{channel}' has label_size={text}; 0 and 1 are possible."),
        };
    }
}

/// <summary>How records lie in a channel's files.</summary>
internal enum RecordKind
{
    /// <summary>Separated values without a header.</summary>
    Csv,

    /// <summary>One JSON object per line.</summary>
    JsonLines,

    /// <summary>A label and <c>index:value</c> pairs.</summary>
    Libsvm,
}

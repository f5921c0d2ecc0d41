using System.Globalization;
using System.Text;
using MlPlatform.Aws;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>What the expressions of a prefix are evaluated with.</summary>
internal sealed record PrefixValues(DateTimeOffset Time, Func<string> RandomString, string ErrorOutputType);

/// <summary>A prefix of object keys with expressions such as !{timestamp:yyyy/MM/dd/}, !{firehose:random-string} and !{firehose:error-output-type}.</summary>
internal sealed class PrefixTemplate
{
    private const string Open = "!{";
    private const string DefaultTimestamp = "yyyy/MM/dd/HH/";
    private const int MaximumLength = 512;

    private readonly List<Func<PrefixValues, string>> _pieces = [];

    private PrefixTemplate()
    {
    }

    public bool HasTimestamp { get; private set; }

    public bool HasErrorType { get; private set; }

    public bool HasExpressions { get; private set; }

    /// <summary>The prefix of delivered objects; without a timestamp of its own it gets the hour.</summary>
    public static PrefixTemplate ForObjects(string? text)
    {
        var template = Parse(text ?? "");
        if (template.HasErrorType) throw Invalid("Prefix must not use !{firehose:error-output-type}.");
        if (!template.HasTimestamp) template.AddTimestamp(DefaultTimestamp);
        return template;
    }

    /// <summary>The prefix of what could not be delivered; by default that of the objects with the error's type and the hour.</summary>
    public static PrefixTemplate ForErrors(string? text, string? objectPrefix)
    {
        if (text is null && Parse(objectPrefix ?? "").HasExpressions) throw Invalid("ErrorOutputPrefix must be given where Prefix uses expressions.");
        var template = Parse(text ?? objectPrefix ?? "");
        if (template.HasExpressions && !template.HasErrorType) throw Invalid("ErrorOutputPrefix must use !{firehose:error-output-type} where it uses expressions.");
        if (template.HasExpressions) return template;
        template._pieces.Add(values => values.ErrorOutputType + "/");
        template.AddTimestamp(DefaultTimestamp);
        return template;
    }

    public string Evaluate(PrefixValues values)
    {
        var text = string.Concat(_pieces.Select(piece => piece(values)));
        return text.Length <= MaximumLength ? text : text[..MaximumLength];
    }

    private static PrefixTemplate Parse(string text)
    {
        var template = new PrefixTemplate();
        var position = 0;
        while (position < text.Length)
        {
            var open = text.IndexOf(Open, position, StringComparison.Ordinal);
            var literal = open < 0 ? text[position..] : text[position..open];
            if (literal.Length > 0) template._pieces.Add(_ => literal);
            if (open < 0) break;
            var close = text.IndexOf('}', open);
            if (close < 0) throw Invalid($"the expression that begins with '{text[open..]}' has no end.");
            template.AddExpression(text[(open + Open.Length)..close]);
            position = close + 1;
        }

        return template;
    }

    private void AddExpression(string expression)
    {
        HasExpressions = true;
        switch (expression.Split(':', 2))
        {
            case ["firehose", "random-string"]:
                _pieces.Add(values => values.RandomString());
                break;
            case ["firehose", "error-output-type"]:
                HasErrorType = true;
                _pieces.Add(values => values.ErrorOutputType);
                break;
            case ["timestamp", var pattern]:
                AddTimestamp(pattern);
                break;
            default:
                throw Invalid($"the expression !{{{expression}}} is not supported here.");
        }
    }

    private void AddTimestamp(string pattern)
    {
        HasTimestamp = true;
        var pieces = JavaTimestamp.Parse(pattern);
        _pieces.Add(values => JavaTimestamp.Format(pieces, values.Time));
    }

    private static AwsException Invalid(string message) => new(AwsErrorCode.InvalidArgument, $"Invalid S3 prefix: {message}");

    /// <summary>The letters of Java's DateTimeFormatter that are numbers of a date: y, M, d, H, m, s, S.</summary>
    private static class JavaTimestamp
    {
        public static List<(char Letter, string Text)> Parse(string pattern)
        {
            var pieces = new List<(char, string)>();
            for (var i = 0; i < pattern.Length;)
            {
                var letter = pattern[i];
                var end = i + 1;
                if (letter == '\'')
                {
                    end = pattern.IndexOf('\'', i + 1);
                    if (end < 0) throw Invalid($"a quote of the timestamp '{pattern}' has no end.");
                    pieces.Add(('\0', end == i + 1 ? "'" : pattern[(i + 1)..end]));
                    i = end + 1;
                    continue;
                }

                while (end < pattern.Length && pattern[end] == letter) end++;
                if (char.IsAsciiLetter(letter) && !"yMdHmsS".Contains(letter)) throw Invalid($"the letter {letter} of the timestamp '{pattern}' is not supported here.");
                pieces.Add((char.IsAsciiLetter(letter) ? letter : '\0', pattern[i..end]));
                i = end;
            }

            return pieces;
        }

        public static string Format(List<(char Letter, string Text)> pieces, DateTimeOffset time)
        {
            var text = new StringBuilder();
            var utc = time.UtcDateTime;
            foreach (var (letter, piece) in pieces) text.Append(letter == '\0' ? piece : Number(letter, piece.Length, utc));
            return text.ToString();
        }

        private static string Number(char letter, int width, DateTime utc)
        {
            var value = letter switch
            {
                'y' => width == 2 ? utc.Year % 100 : utc.Year,
                'M' => utc.Month,
                'd' => utc.Day,
                'H' => utc.Hour,
                'm' => utc.Minute,
                's' => utc.Second,
                _ => (int)(utc.Ticks % TimeSpan.TicksPerSecond / Math.Pow(10, 7 - Math.Min(width, 7))),
            };
            return value.ToString("D" + width, CultureInfo.InvariantCulture);
        }
    }
}

using System.Text;
using System.Text.Unicode;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

/// <summary>A CSV reader of one loop per rule and nothing else: what the fast one is compared with.</summary>
internal static class PlainCsv
{
    /// <summary>Rows of a number, a category and a text column, and the records that are no such rows.</summary>
    public static (List<string> Rows, List<string> Rejected) Read(byte[] text, int maxQuotedBytes)
    {
        var rows = new List<string>();
        var rejected = new List<string>();
        var position = text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        while (position < text.Length)
        {
            var (fields, fault, rawEnd, next) = Record(text, position, maxQuotedBytes);
            var raw = text[position..rawEnd];
            if (raw.Length > 0)
            {
                fault ??= Utf8.IsValid(raw) ? null : "The row holds a byte that is not UTF-8.";
                fault ??= fields.Count == 3 ? null : $"The row has {fields.Count} fields, expected are 3.";
                if (fault is null && fields[0].Length > 0 && !double.TryParse(fields[0].Trim(' '), out _)) fault = $"Column 'n' is not a number: '{fields[0]}'.";
                if (fault is null) rows.Add(string.Join('|', fields.Select((field, i) => i == 0 && field.Length > 0 ? $"{double.Parse(field)}" : field)));
                else rejected.Add($"{text[..position].Count(b => b == '\n') + 1}: {fault} {Convert.ToHexString(raw)}");
            }

            position = next;
        }

        return (rows, rejected);
    }

    private static (List<string> Fields, string? Fault, int RawEnd, int Next) Record(byte[] text, int start, int maxQuotedBytes)
    {
        var fields = new List<string>();
        var i = start;
        while (true)
        {
            var field = new List<byte>();
            if (i < text.Length && text[i] == '"')
            {
                var open = i++;
                while (i < text.Length && (text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"')))
                {
                    field.Add(text[i]);
                    i += text[i] == '"' ? 2 : 1;
                }

                if (i >= text.Length || i - open > maxQuotedBytes) return Line(text, start, "A quoted field never ends.");
                i++;
                if (!EndsRecord(text, i) && text[i] != ',') return Line(text, start, "Text follows a closing quote.");
            }
            else
            {
                while (!EndsRecord(text, i) && text[i] != ',') field.Add(text[i++]);
            }

            fields.Add(Encoding.UTF8.GetString([.. field]));
            if (EndsRecord(text, i)) return (fields, null, i, Math.Min(text.Length, i + (i < text.Length && text[i] == '\r' ? 2 : 1)));
            i++;
        }
    }

    private static (List<string> Fields, string? Fault, int RawEnd, int Next) Line(byte[] text, int start, string fault)
    {
        var end = Array.IndexOf(text, (byte)'\n', start);
        if (end < 0) end = text.Length;
        return ([], fault, end > start && text[end - 1] == '\r' ? end - 1 : end, Math.Min(text.Length, end + 1));
    }

    private static bool EndsRecord(byte[] text, int i) =>
        i == text.Length || text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] == '\n'));
}

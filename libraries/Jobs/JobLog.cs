using System.Text;

namespace MlPlatform.Jobs;

/// <summary>Reads what a job printed, line by line, in memory that does not grow with the log.</summary>
public static class JobLog
{
    private const int MaxLineLength = 64 * 1024;

    /// <summary>The lines an attempt has printed so far; a longer line comes in pieces.</summary>
    public static IEnumerable<string> Read(AttemptFolder attempt)
    {
        if (!File.Exists(attempt.Log)) yield break;
        using var stream = new FileStream(attempt.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        var line = new StringBuilder();
        var buffer = new char[8192];
        for (int count; (count = reader.Read(buffer)) > 0;)
        {
            for (var index = 0; index < count; index++)
            {
                var character = buffer[index];
                if (character is not '\n') line.Append(character);
                if (character is '\n' || line.Length == MaxLineLength) yield return Take(line);
            }
        }

        if (line.Length > 0) yield return Take(line);
    }

    private static string Take(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }
}

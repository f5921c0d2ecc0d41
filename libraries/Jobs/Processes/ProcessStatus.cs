using System.Globalization;

namespace MlPlatform.Jobs;

/// <summary>What /proc tells about one process.</summary>
internal sealed record ProcessStatus(int Id, string Name, bool IsZombie, int Session, long StartTime, long ResidentBytes)
{
    /// <summary>The status of a process, or null when there is none of that id.</summary>
    public static ProcessStatus? Read(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Every process of the machine that belongs to a session.</summary>
    public static IEnumerable<ProcessStatus> OfSession(int session)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } status && status.Session == session)
            {
                yield return status;
            }
        }
    }

    // The name stands in parentheses and may hold anything, so the fields are counted from the last closing one.
    private static ProcessStatus Parse(int id, string stat)
    {
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        var fields = stat[(close + 2)..].Split(' ');
        return new(
            id,
            stat[(open + 1)..close],
            fields[0] is "Z" or "X",
            Session: int.Parse(fields[3], CultureInfo.InvariantCulture),
            StartTime: long.Parse(fields[19], CultureInfo.InvariantCulture),
            ResidentBytes: long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
    }
}

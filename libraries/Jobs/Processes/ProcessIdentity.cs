using System.Globalization;

namespace MlPlatform.Jobs;

/// <summary>A process that stays the same one: its id and, because ids are used again, when the kernel started it.</summary>
internal readonly record struct ProcessIdentity(int Id, long StartTime)
{
    public static ProcessIdentity Parse(string text)
    {
        var parts = text.Split(' ');
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>True while this very process runs; a zombie does not.</summary>
    public bool IsAlive => ProcessStatus.Read(Id) is { IsZombie: false } status && status.StartTime == StartTime;
}

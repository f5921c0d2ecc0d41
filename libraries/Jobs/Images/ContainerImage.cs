namespace MlPlatform.Jobs;

/// <summary>The parts of an image address that decide what runs: its repository's name and its tag. Registry, account and region do not matter here.</summary>
public sealed record ContainerImage(string Repository, string Tag)
{
    public static ContainerImage Parse(string address)
    {
        var name = address[(address.LastIndexOf('/') + 1)..];
        var digest = name.IndexOf('@', StringComparison.Ordinal);
        if (digest >= 0) name = name[..digest];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(name, "latest") : new(name[..colon], name[(colon + 1)..]);
    }
}

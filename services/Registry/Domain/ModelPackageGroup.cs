using MlPlatform.Aws.Documents;

namespace MlPlatform.Registry.Domain;

/// <summary>A group of model packages as stored; it hands out the version numbers.</summary>
public sealed record ModelPackageGroup
{
    private const int RememberedTokens = 200;

    public required string Name { get; init; }
    public required string Arn { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset CreationTime { get; init; }

    /// <summary>The highest version given out so far; numbers are never given twice, deleted packages included.</summary>
    public int LastVersion { get; init; }

    /// <summary>The versions of recent requests by client token, so that a repeated request meets its own version.</summary>
    public IReadOnlyList<TokenVersion> Tokens { get; init; } = [];

    /// <summary>The version for a request: a new one, or the one its token already has.</summary>
    public (ModelPackageGroup Group, int Version) Number(string? clientToken)
    {
        if (clientToken is not null && Tokens.FirstOrDefault(known => known.Token == clientToken) is { } known) return (this, known.Version);
        var version = LastVersion + 1;
        var tokens = clientToken is null ? Tokens : [.. Tokens.TakeLast(RememberedTokens - 1), new TokenVersion(clientToken, version)];
        return (this with { LastVersion = version, Tokens = tokens }, version);
    }

    public static ListedResource Listed(ModelPackageGroup group) => new(group.Name, group.CreationTime, group.CreationTime, "Completed");
}

/// <summary>The version that a client token was given.</summary>
public sealed record TokenVersion(string Token, int Version);

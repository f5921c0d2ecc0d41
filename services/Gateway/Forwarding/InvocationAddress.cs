using System.Collections.Concurrent;

namespace MlPlatform.Gateway;

/// <summary>The sidecar's address for a request to an app.</summary>
internal sealed class InvocationAddress(Uri sidecar)
{
    private static readonly UriCreationOptions AsGiven = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly ConcurrentDictionary<string, Uri> _roots = new(StringComparer.Ordinal);

    /// <summary>The address of a raw target at an app.</summary>
    /// <remarks>
    /// A path that the sidecar's own routing could fold or decode into another address is left out: such keys travel in
    /// the raw-target header alone, and no key can reach out of the app it is for.
    /// </remarks>
    public Uri Of(string appId, string target)
    {
        if (target is "/") return _roots.GetOrAdd(appId, app => Create(app, "/"));
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target.AsSpan() : target.AsSpan(0, mark);
        return IsPlain(path) ? Create(appId, target) : Create(appId, mark < 0 ? "/" : string.Concat("/", target.AsSpan(mark)));
    }

    private Uri Create(string appId, string target) =>
        new($"{sidecar.GetLeftPart(UriPartial.Authority)}/v1.0/invoke/{appId}/method{target}", in AsGiven);

    private static bool IsPlain(ReadOnlySpan<char> path) =>
        !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal)
        && !path.ContainsAny('%', '\\');
}

using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>Reads Dapr's Resiliency resources.</summary>
internal sealed class ResiliencyReader(string file)
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultExponentialPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DefaultLongestPause = TimeSpan.FromSeconds(60);
    private const int DefaultConsecutiveFailures = 5;

    /// <summary>Adds the targets of one document to what earlier documents named.</summary>
    public void Read(YamlNode document, Dictionary<string, TargetPolicies> apps, Dictionary<string, TargetPolicies> inbound)
    {
        var spec = document.At("spec") ?? throw Wrong("has no spec");
        foreach (var (name, target) in spec.Members("targets", "apps")) apps[name] = Target(spec, target);
        foreach (var (name, target) in spec.Members("targets", "components"))
        {
            if (target.At("inbound") is { } policies) inbound[name] = Target(spec, policies);
        }
    }

    private TargetPolicies Target(YamlNode spec, YamlNode target) => new(
        target.Text("retry") is { } retry ? Retry(Policy(spec, "retries", retry)) : null,
        target.Text("timeout") is { } timeout ? Duration(spec.Text("policies", "timeouts", timeout) ?? throw Unknown("timeout", timeout)) : null,
        target.Text("circuitBreaker") is { } breaker ? Breaker(Policy(spec, "circuitBreakers", breaker)) : null);

    private YamlNode Policy(YamlNode spec, string kind, string name) => spec.At("policies", kind, name) ?? throw Unknown(kind, name);

    private RetryPolicy Retry(YamlNode policy)
    {
        var exponential = string.Equals(policy.Text("policy"), "exponential", StringComparison.OrdinalIgnoreCase);
        var first = exponential ? policy.Text("initialInterval") : policy.Text("duration");
        return new RetryPolicy(
            exponential,
            first is null ? (exponential ? DefaultExponentialPause : DefaultPause) : Duration(first),
            policy.Text("maxInterval") is { } longest ? Duration(longest) : DefaultLongestPause,
            policy.Text("maxRetries") is { } retries ? Number(retries) : -1);
    }

    private CircuitBreakerPolicy Breaker(YamlNode policy) => new(
        policy.Text("trip") is { } trip ? TripAfter(trip) : DefaultConsecutiveFailures,
        policy.Text("maxRequests") is { } trials ? Math.Max(1, Number(trials)) : 1,
        policy.Text("timeout") is { } timeout ? Duration(timeout) : DefaultLongestPause);

    private int TripAfter(string trip)
    {
        var match = Regex.Match(trip, @"^\s*consecutiveFailures\s*(>=|>)\s*(\d+)\s*$", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (!match.Success) throw Wrong($"has the trip '{trip}'; only 'consecutiveFailures > n' is known");
        var count = Number(match.Groups[2].Value);
        return match.Groups[1].Value == ">" ? count + 1 : count;
    }

    private int Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong($"has '{text}' where a number belongs");

    /// <summary>A duration as Go writes it (1m30s, 500ms), or a bare number of milliseconds.</summary>
    private TimeSpan Duration(string text) =>
        GoDuration.TryParse(text, out var value) ? value : throw Wrong($"has '{text}' where a duration belongs");

    private DaprRuntimeException Unknown(string kind, string name) => Wrong($"names the {kind} policy '{name}', which it does not define");

    private DaprRuntimeException Wrong(string what) => new($"The resiliency resource in {file} {what}.");
}

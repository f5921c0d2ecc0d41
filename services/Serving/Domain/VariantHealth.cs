namespace MlPlatform.Serving.Domain;

/// <summary>Counts how the requests to one variant came out; written by many threads at once.</summary>
public sealed class VariantHealth
{
    /// <summary>The share of faults from which on a fleet is turned back.</summary>
    public const double FaultLimit = 0.1;

    private long _requests;
    private long _faults;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests that the model itself failed: it answered 5xx, or not at all.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    public void Count(int status)
    {
        Interlocked.Increment(ref _requests);
        if (status >= 500) Interlocked.Increment(ref _faults);
    }

    /// <summary>Why the variant should not go on, or null while nothing speaks against it.</summary>
    public string? Fault(string variant)
    {
        var (faults, requests) = (Faults, Requests);
        if (faults == 0 || faults < requests * FaultLimit) return null;
        return $"Variant {variant} failed {faults} of {requests} requests.";
    }
}

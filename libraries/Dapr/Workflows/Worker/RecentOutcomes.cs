using System.Diagnostics.CodeAnalysis;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// The last outcomes that were handed in. A sidecar that restarts may ask for an activity while its outcome is on the way; the outcome is
/// then given again instead of made again.
/// </summary>
internal sealed class RecentOutcomes
{
    private const int MostKept = 256;
    private const int LargestKept = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ActivityResponse> _outcomes = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Keeps an outcome; the oldest goes when there are too many, a large one is not kept.</summary>
    public void Keep(string key, ActivityResponse outcome)
    {
        if (outcome.CalculateSize() > LargestKept)
        {
            return;
        }

        lock (_lock)
        {
            if (_outcomes.TryAdd(key, outcome))
            {
                _order.Enqueue(key);
            }

            if (_order.Count > MostKept)
            {
                _outcomes.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>Finds an outcome that was handed in.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out ActivityResponse? outcome)
    {
        lock (_lock)
        {
            return _outcomes.TryGetValue(key, out outcome);
        }
    }
}

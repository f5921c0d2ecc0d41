namespace MlPlatform.Serving.Domain;

/// <summary>Chooses among weights so that the shares come out exactly and evenly spread, without a lock and without chance.</summary>
/// <remarks>
/// The n-th choice takes the fraction of n times the golden ratio, a sequence that fills the unit interval as evenly as can be:
/// after n choices each share is off by a few requests, never by the square root of n.
/// </remarks>
public sealed class WeightedChoice
{
    private const double GoldenRatio = 0.6180339887498949;
    private readonly double[] _bounds;
    private long _count;

    /// <param name="weights">At least one; a weight of zero is never chosen unless all are zero, which means equal shares.</param>
    public WeightedChoice(IReadOnlyList<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Count);
        var total = weights.Sum();
        _bounds = new double[weights.Count];
        var sum = 0.0;
        for (var i = 0; i < _bounds.Length; i++)
        {
            sum += total > 0 ? weights[i] / total : 1.0 / weights.Count;
            _bounds[i] = sum;
        }
    }

    /// <summary>The index of the next choice.</summary>
    public int Next()
    {
        if (_bounds.Length == 1) return 0;
        var turn = Interlocked.Increment(ref _count) * GoldenRatio;
        var point = turn - Math.Floor(turn);
        for (var i = 0; i < _bounds.Length - 1; i++)
        {
            if (point < _bounds[i]) return i;
        }

        return LastChosen();
    }

    /// <summary>The last index that has a share: rounding must not send a request to one that has none.</summary>
    private int LastChosen()
    {
        var last = _bounds.Length - 1;
        while (last > 0 && _bounds[last] <= _bounds[last - 1]) last--;
        return last;
    }
}

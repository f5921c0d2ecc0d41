using MlPlatform.Tables;

namespace MlPlatform.Search;

/// <summary>Independent draws, even on each range's scale. Trial n of a seed is always the same.</summary>
public sealed class RandomSampler(ulong seed) : ISampler
{
    public IReadOnlyDictionary<string, string> Suggest(SearchSpace space, int trialNumber, IReadOnlyList<Trial> history)
    {
        var random = new SeededRandom(seed, (ulong)trialNumber + 1);
        return space.Ranges.ToDictionary(range => range.Name, range => range.At(random.NextDouble()), StringComparer.Ordinal);
    }
}

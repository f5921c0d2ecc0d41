using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>Which coalitions stand for all, and with what weight in the regression.</summary>
/// <remarks>
/// A coalition of s of M features weighs (M − 1) / (C(M, s) s (M − s)) (the Shapley kernel). Sizes are taken from the outside in, s together
/// with M − s: as long as the budget allows, all coalitions of a size, each with its own weight; what is left of the budget is drawn from
/// the remaining sizes by their weight, each draw with its complement (paired sampling: Covert and Lee, "Improving KernelSHAP", 2021), and
/// shares the weight of those sizes.
/// </remarks>
internal sealed class CoalitionPlan
{
    private readonly List<bool> members = [];
    private readonly List<double> weights = [];
    private readonly List<int> draws = [];
    private readonly Dictionary<string, int> drawn = new(StringComparer.Ordinal);

    private CoalitionPlan(int features) => Features = features;

    public int Features { get; }

    public int Count => weights.Count;

    /// <summary>Coalitions × features: who is present.</summary>
    public bool[] Members { get; private set; } = [];

    /// <summary>Per coalition; they sum to the weight of all sizes.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>How many of the first coalitions stand for themselves; after them come the drawn ones in pairs, a coalition and its complement.</summary>
    public int Enumerated { get; private set; }

    /// <summary>How often each pair was drawn.</summary>
    public IReadOnlyList<int> Draws => draws;

    public bool IsExact => draws.Count == 0;

    /// <summary>What a plan must be given: everybody alone, everybody but one, and as many draws as features; or all coalitions, where they are fewer.</summary>
    public static int LeastSamples(int features) => IsWhole(features, 4 * features) ? Math.Max(0, (1 << features) - 2) : 4 * features;

    /// <summary>Whether the budget pays for every coalition but nobody and everybody.</summary>
    public static bool IsWhole(int features, int samples) => features < 31 && (1L << features) - 2 <= samples;

    public static CoalitionPlan Make(int features, int samples, ulong seed)
    {
        var plan = new CoalitionPlan(features);
        var size = 1;
        var budget = (double)samples;
        for (; 2 * size <= features; size++)
        {
            var isMiddle = 2 * size == features;
            var subsets = Binomial(features, size);
            var left = budget - (isMiddle ? subsets : 2 * subsets);
            // What is not taken whole must leave enough to draw: a regression on a few sizes alone would be wrong and not know it.
            if (left < (IsWhole(features, samples) ? 0 : 2 * features)) break;
            budget = left;
            plan.Enumerate(size, SizeWeight(features, size) / subsets, withComplement: !isMiddle);
        }

        plan.Enumerated = plan.Count;
        var pairs = (int)(budget / 2);
        if (2 * size <= features && pairs > 0) plan.Draw(size, pairs, new SeededRandom(seed));
        plan.Members = [.. plan.members];
        plan.Weights = [.. plan.weights];
        return plan;
    }

    /// <summary>The weight of all coalitions of a size together.</summary>
    private static double SizeWeight(int features, int size) => (features - 1.0) / (size * (double)(features - size));

    private static double Binomial(int n, int k)
    {
        var result = 1.0;
        for (var i = 1; i <= k; i++) result = Math.Round(result * (n - k + i) / i);
        return result;
    }

    private void Enumerate(int size, double weight, bool withComplement)
    {
        var chosen = Enumerable.Range(0, size).ToArray();
        var present = new bool[Features];
        while (true)
        {
            Array.Clear(present);
            foreach (var feature in chosen) present[feature] = true;
            Add(present, weight, withComplement);
            var last = size - 1;
            while (last >= 0 && chosen[last] == Features - size + last) last--;
            if (last < 0) return;
            chosen[last]++;
            for (var i = last + 1; i < size; i++) chosen[i] = chosen[i - 1] + 1;
        }
    }

    private void Draw(int smallest, int pairs, SeededRandom random)
    {
        var sizes = Enumerable.Range(smallest, (Features / 2) - smallest + 1).ToArray();
        var shares = Array.ConvertAll(sizes, size => SizeWeight(Features, size) * (2 * size == Features ? 1 : 2));
        var total = shares.Sum();
        var order = Enumerable.Range(0, Features).ToArray();
        var present = new bool[Features];
        for (var draw = 0; draw < pairs; draw++)
        {
            var size = sizes[Pick(shares, random.NextDouble() * total)];
            random.Shuffle<int>(order);
            Array.Clear(present);
            for (var i = 0; i < size; i++) present[order[i]] = true;
            CountPair(present, total / (2 * pairs));
        }
    }

    /// <summary>Adds a drawn pair, or counts it again where it is there already.</summary>
    private void CountPair(bool[] present, double weight)
    {
        // A pair is known by the one of its two that holds the first feature.
        var key = string.Create(Features, (present, flip: !present[0]), static (text, state) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = state.present[i] ^ state.flip ? '1' : '0';
        });
        if (!drawn.TryGetValue(key, out var pair))
        {
            drawn[key] = pair = draws.Count;
            draws.Add(0);
            Add(present, 0, withComplement: true);
        }

        draws[pair]++;
        weights[Enumerated + (2 * pair)] += weight;
        weights[Enumerated + (2 * pair) + 1] += weight;
    }

    private void Add(bool[] present, double weight, bool withComplement)
    {
        members.AddRange(present);
        weights.Add(weight);
        if (!withComplement) return;
        foreach (var member in present) members.Add(!member);
        weights.Add(weight);
    }

    private static int Pick(double[] shares, double at)
    {
        var index = 0;
        while (index < shares.Length - 1 && at >= shares[index]) at -= shares[index++];
        return index;
    }
}

namespace MlPlatform.Trust.Bias;

/// <summary>The groups that several facets make together: code ((c1 · k2) + c2) · k3 + c3 and so on.</summary>
internal sealed class FacetShape(IReadOnlyList<CodeColumn> facets)
{
    public IReadOnlyList<CodeColumn> Facets => facets;

    /// <summary>How many groups there are, capped at int.MaxValue.</summary>
    public int Groups { get; } = (int)facets.Aggregate(1L, (product, facet) => Math.Min(product * Math.Max(1, facet.Values), int.MaxValue));

    /// <summary>A group's value of each facet.</summary>
    public int[] Codes(int group)
    {
        var codes = new int[facets.Count];
        for (var facet = facets.Count - 1; facet >= 0; facet--) (group, codes[facet]) = Math.DivRem(group, facets[facet].Values);
        return codes;
    }

    /// <summary>A group in words.</summary>
    public string Title(int group) => string.Join(" & ", Codes(group).Select((code, facet) => facets[facet].Title(code)));

    /// <summary>These facets only, in this order.</summary>
    public FacetShape Keep(ReadOnlySpan<int> kept)
    {
        var columns = new CodeColumn[kept.Length];
        for (var i = 0; i < kept.Length; i++) columns[i] = facets[kept[i]];
        return new FacetShape(columns);
    }

    /// <summary>By group: which group of the kept facets it falls into.</summary>
    public int[] Targets(ReadOnlySpan<int> kept)
    {
        var targets = new int[Groups];
        for (var group = 0; group < targets.Length; group++)
        {
            var codes = Codes(group);
            foreach (var facet in kept) targets[group] = (targets[group] * facets[facet].Values) + codes[facet];
        }

        return targets;
    }
}

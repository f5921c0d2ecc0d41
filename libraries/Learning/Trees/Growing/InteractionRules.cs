namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Which columns may meet on a path: those that share a group with all columns above.</summary>
internal sealed class InteractionRules(int[][]? groups, int columns)
{
    /// <summary>The columns that may be asked below a split of a node on a column; null for all.</summary>
    /// <param name="path">The columns asked from the root to the split, which is the last.</param>
    public bool[]? Below(IReadOnlyCollection<int> path)
    {
        if (groups is null) return null;
        var reachable = new bool[columns];
        foreach (var column in path) reachable[column] = true;
        foreach (var group in groups)
        {
            if (!path.All(group.Contains)) continue;
            foreach (var column in group) reachable[column] = true;
        }

        return reachable;
    }

    public bool Any => groups is not null;
}

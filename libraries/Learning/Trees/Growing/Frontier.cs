namespace MlPlatform.Learning.Trees.Growing;

/// <summary>The leaves that can be split, and which of them are next: a level (of a wide one, a part), or the one with the largest gain.</summary>
internal sealed class Frontier(GrowthOptions options)
{
    private const int MostAtOnce = 256;

    private readonly List<GrowingNode> waiting = [];
    private int leaves;

    public void Start(GrowingNode root)
    {
        waiting.Clear();
        leaves = 1;
        Offer(root);
    }

    public void Offer(GrowingNode node)
    {
        if (node.Split.Exists) waiting.Add(node);
    }

    /// <summary>Moves the nodes to split next to <paramref name="batch"/>; false where the tree is whole.</summary>
    public bool TakeNext(List<GrowingNode> batch)
    {
        batch.Clear();
        var room = options.MaxLeaves - leaves;
        if (waiting.Count == 0 || room <= 0) return false;
        if (options.Policy == GrowPolicy.LossGuide)
        {
            var best = 0;
            for (var i = 1; i < waiting.Count; i++)
            {
                if (waiting[i].Split.Gain > waiting[best].Split.Gain) best = i;
            }

            batch.Add(waiting[best]);
            waiting.RemoveAt(best);
        }
        else
        {
            var count = Math.Min(Math.Min(room, MostAtOnce), waiting.Count);
            batch.AddRange(waiting.Take(count));
            waiting.RemoveRange(0, count);
        }

        leaves += batch.Count;
        return true;
    }
}

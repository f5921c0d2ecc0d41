using MlPlatform.Tables;

namespace MlPlatform.Learning.Anomalies;

/// <summary>A robust random cut tree (Guha et al., 2016) of a sample of points. Points come and go; the tree stays one that chance could have drawn of the points it has.</summary>
/// <remarks>
/// A node cuts its box at a place drawn evenly along the sum of the box's sides; what is at or below the cut lies left. A new
/// point draws a cut of each box on its way as if it had been there: where the cut parts it from all others, it settles.
/// </remarks>
internal sealed class RandomCutTree
{
    /// <summary>No node.</summary>
    public const int None = -1;

    private readonly int[] parent, left, right, feature, mass;
    private readonly float[] cut;
    private readonly int[] free;
    private readonly int[] residents;
    private int freeCount;

    public RandomCutTree(int capacity, int width)
    {
        Capacity = capacity;
        Width = width;
        var nodes = (2 * capacity) - 1;
        (parent, left, right, feature, mass) = (new int[nodes], new int[nodes], new int[nodes], new int[nodes], new int[nodes]);
        cut = new float[nodes];
        Boxes = new CutBoxes(nodes, width);
        residents = new int[capacity];
        free = new int[nodes];
        for (var node = nodes - 1; node >= 0; node--) free[freeCount++] = node;
    }

    /// <summary>The most points.</summary>
    public int Capacity { get; }

    public int Width { get; }

    /// <summary>How many points there are, equal ones each.</summary>
    public int Count { get; private set; }

    /// <summary>The topmost node, or <see cref="None"/>.</summary>
    public int Root { get; private set; } = None;

    public CutBoxes Boxes { get; }

    public int Parent(int node) => parent[node];

    public int Left(int node) => left[node];

    public int Right(int node) => right[node];

    public int Sibling(int node) => left[parent[node]] == node ? right[parent[node]] : left[parent[node]];

    /// <summary>How many points lie under a node.</summary>
    public int Mass(int node) => mass[node];

    public bool IsLeaf(int node) => feature[node] == None;

    /// <summary>The column a node cuts, and where.</summary>
    public (int Feature, float Value) Cut(int node) => (feature[node], cut[node]);

    /// <summary>The child on whose side of the cut a point lies.</summary>
    public int Towards(int node, ReadOnlySpan<float> point) => point[feature[node]] <= cut[node] ? left[node] : right[node];

    /// <summary>The leaf of a point, by its place among the points of the tree.</summary>
    public int Resident(int place) => residents[place];

    /// <summary>All nodes, each before what lies under it, left before right.</summary>
    public IEnumerable<int> Preorder()
    {
        var waiting = new Stack<int>(Root == None ? [] : [Root]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            if (IsLeaf(node)) continue;
            waiting.Push(right[node]);
            waiting.Push(left[node]);
        }
    }

    /// <summary>Adds a point; gives its leaf.</summary>
    public int Insert(ReadOnlySpan<float> point, SeededRandom random)
    {
        if (Count == Capacity) throw new InvalidOperationException($"The tree is full: it has {Capacity} points.");
        return residents[Count++] = Root == None ? Root = NewLeaf(point, None) : Settle(point, random);
    }

    /// <summary>Takes out the point at a place; the last point takes its place.</summary>
    public void Delete(int place)
    {
        var leaf = residents[place];
        residents[place] = residents[--Count];
        if (mass[leaf] > 1)
        {
            for (var node = leaf; node != None; node = parent[node]) mass[node]--;
            return;
        }

        if (leaf == Root)
        {
            Root = None;
            Release(leaf);
            return;
        }

        var (above, sibling) = (parent[leaf], Sibling(leaf));
        Replace(above, sibling);
        Release(leaf);
        Release(above);
        for (var node = parent[sibling]; node != None; node = parent[node])
        {
            mass[node]--;
            Boxes.SetUnion(node, left[node], right[node]);
        }
    }

    /// <summary>Rebuilds a tree from its nodes in preorder.</summary>
    public void Restore(CutTreeReader nodes) => Root = RestoreNode(nodes, None);

    private int RestoreNode(CutTreeReader nodes, int above)
    {
        var (nodeFeature, value) = nodes.NextCut();
        if (freeCount == 0) throw nodes.Refused();
        if (nodeFeature == None)
        {
            var leaf = NewLeaf(nodes.NextPoint(), above);
            mass[leaf] = nodes.NextMass(Capacity - Count);
            for (var i = 0; i < mass[leaf]; i++) residents[Count++] = leaf;
            return leaf;
        }

        var node = free[--freeCount];
        (parent[node], feature[node], cut[node]) = (above, nodeFeature, value);
        left[node] = RestoreNode(nodes, node);
        right[node] = RestoreNode(nodes, node);
        mass[node] = mass[left[node]] + mass[right[node]];
        Boxes.SetUnion(node, left[node], right[node]);
        return node;
    }

    private int Settle(ReadOnlySpan<float> point, SeededRandom random)
    {
        for (var node = Root; ; node = Towards(node, point))
        {
            if (!CutOff(node, point, random, out var column, out var value))
            {
                if (!IsLeaf(node)) continue;
                for (var same = node; same != None; same = parent[same]) mass[same]++;
                return node;
            }

            var above = free[--freeCount];
            Replace(node, above);
            var leaf = NewLeaf(point, above);
            parent[node] = above;
            (feature[above], cut[above]) = (column, value);
            (left[above], right[above]) = point[column] <= value ? (leaf, node) : (node, leaf);
            mass[above] = mass[node];
            for (var outer = above; outer != None; outer = parent[outer])
            {
                mass[outer]++;
                Boxes.SetUnion(outer, left[outer], right[outer]);
            }

            return leaf;
        }
    }

    /// <summary>Draws a cut of the box with the point in it; true where it parts the point from the rest.</summary>
    private bool CutOff(int node, ReadOnlySpan<float> point, SeededRandom random, out int column, out float value)
    {
        var low = Boxes.Low(node);
        var high = Boxes.High(node);
        double total = 0;
        for (var i = 0; i < low.Length; i++) total += (double)Math.Max(high[i], point[i]) - Math.Min(low[i], point[i]);
        (column, value) = (None, 0);
        if (total == 0) return false;
        var at = random.NextDouble() * total;
        for (var i = 0; i < low.Length; i++)
        {
            var (least, most) = (Math.Min(low[i], point[i]), Math.Max(high[i], point[i]));
            var range = (double)most - least;
            if (range == 0) continue;
            (column, value) = (i, Math.Min((float)(least + Math.Min(at, range)), MathF.BitDecrement(most)));
            if (at < range) break;
            at -= range;
        }

        return point[column] <= value ? value < low[column] : value >= high[column];
    }

    private int NewLeaf(ReadOnlySpan<float> point, int above)
    {
        if (freeCount == 0) throw new InvalidOperationException("The tree has no node left.");
        var leaf = free[--freeCount];
        (parent[leaf], left[leaf], right[leaf], feature[leaf], mass[leaf]) = (above, None, None, None, 1);
        Boxes.SetPoint(leaf, point);
        return leaf;
    }

    /// <summary>Hangs a node where another hung.</summary>
    private void Replace(int node, int by)
    {
        var above = parent[by] = parent[node];
        if (above == None) Root = by;
        else if (left[above] == node) left[above] = by;
        else right[above] = by;
    }

    private void Release(int node) => free[freeCount++] = node;
}

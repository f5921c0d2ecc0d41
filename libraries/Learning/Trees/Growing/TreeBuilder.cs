using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Collects nodes until the tree is whole.</summary>
internal sealed class TreeBuilder(ColumnBins[] columns)
{
    private readonly List<int> feature = [];
    private readonly List<float> threshold = [];
    private readonly List<int> left = [];
    private readonly List<byte> defaultLeft = [];
    private readonly List<float> value = [];
    private readonly List<float> gain = [];
    private readonly List<float> cover = [];
    private readonly List<int> categoryStart = [];
    private readonly List<int> categoryLength = [];
    private readonly List<int> categoryWords = [];

    public int Count => feature.Count;

    public int AddLeaf(double leafValue, double hessian)
    {
        feature.Add(DecisionTree.Leaf);
        threshold.Add(0);
        left.Add(0);
        defaultLeft.Add(0);
        value.Add((float)leafValue);
        gain.Add(0);
        cover.Add((float)hessian);
        categoryStart.Add(-1);
        categoryLength.Add(0);
        return Count - 1;
    }

    /// <summary>Turns a leaf into a split; the children are the next two nodes.</summary>
    public void Split(int node, in SplitCandidate split)
    {
        var column = columns[split.Column];
        feature[node] = split.Column;
        left[node] = Count;
        defaultLeft[node] = split.MissingLeft ? (byte)1 : (byte)0;
        value[node] = 0;
        gain[node] = (float)split.Gain;
        if (column.IsCategorical) AddCategories(node, split, column.BinOfCode!);
        else threshold[node] = column.Cuts[split.LastLeftBin];
    }

    public DecisionTree Build() => new()
    {
        Feature = [.. feature],
        Threshold = [.. threshold],
        Left = [.. left],
        Right = [.. left.Select(l => l == 0 ? 0 : l + 1)],
        DefaultLeft = [.. defaultLeft],
        Value = [.. value],
        Gain = [.. gain],
        Cover = [.. cover],
        CategoryStart = [.. categoryStart],
        CategoryLength = [.. categoryLength],
        CategoryWords = [.. categoryWords],
    };

    private void AddCategories(int node, in SplitCandidate split, byte[] binOfCode)
    {
        const int WordBits = 32;
        var words = new int[(binOfCode.Length + WordBits - 1) / WordBits];
        for (var code = 0; code < binOfCode.Length; code++)
        {
            if (split.LeftBins.Contains(binOfCode[code])) words[code / WordBits] |= 1 << (code % WordBits);
        }

        categoryStart[node] = categoryWords.Count;
        categoryLength[node] = words.Length;
        categoryWords.AddRange(words);
    }
}

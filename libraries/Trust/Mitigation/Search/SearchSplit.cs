using MlPlatform.Tables;

namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>One way to part the rows: candidates learn from some and answer the others.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Training">Rows to learn from, ascending.</param>
/// <param name="Test">Rows held out, ascending.</param>
/// <param name="Seed">What a candidate's own randomness in this split should hang on.</param>
public sealed record SearchSplit(int Number, int[] Training, int[] Test, ulong Seed)
{
    /// <summary>Several splits; in each, every group and label gives its share of rows to both sides, at least one where it has two.</summary>
    public static IReadOnlyList<SearchSplit> Of(GroupedLabels data, double testShare, int splits, ulong seed)
    {
        if (!(testShare is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "The share of held-out rows is between 0 and 1.");
        var all = new SearchSplit[splits];
        for (var number = 0; number < splits; number++) all[number] = Cut(data, testShare, number, seed);
        return all;
    }

    private static SearchSplit Cut(GroupedLabels data, double testShare, int number, ulong seed)
    {
        var random = new SeededRandom(seed, (ulong)number);
        var (training, test) = (new List<int>(), new List<int>());
        for (var stratum = 0; stratum < 2 * data.GroupCount; stratum++)
        {
            var rows = new List<int>();
            for (var row = 0; row < data.Rows; row++)
            {
                if ((2 * data.Groups[row]) + (data.Favorable[row] ? 1 : 0) == stratum) rows.Add(row);
            }

            int[] shuffled = [.. rows];
            random.Shuffle(shuffled.AsSpan());
            var held = shuffled.Length < 2 ? 0 : Math.Clamp((int)Math.Round(testShare * shuffled.Length), 1, shuffled.Length - 1);
            test.AddRange(shuffled[..held]);
            training.AddRange(shuffled[held..]);
        }

        if (test.Count == 0 || training.Count == 0) throw new TrustException("There are too few rows to hold some out.");
        training.Sort();
        test.Sort();
        return new SearchSplit(number, [.. training], [.. test], random.NextUInt64());
    }
}

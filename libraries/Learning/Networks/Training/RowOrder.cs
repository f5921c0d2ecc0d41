using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>The order in which an epoch visits the rows: a random permutation that hangs on seed and epoch only.</summary>
internal sealed class RowOrder(int count, ulong seed)
{
    private readonly int[] rows = new int[count];

    public ReadOnlySpan<int> Rows => rows;

    public void Shuffle(int epoch)
    {
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        var random = new SeededRandom(seed, RandomStreams.Order(epoch));
        for (var i = rows.Length - 1; i > 0; i--)
        {
            // The high half of bits × bound: uniform but for a bias of bound / 2^64, without a division.
            var j = (int)Math.BigMul(random.NextUInt64(), (ulong)(i + 1), out _);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
    }
}

/// <summary>Which stream of the seed serves what.</summary>
internal static class RandomStreams
{
    public const ulong Weights = 1;

    public const ulong Embeddings = 2;

    public const ulong Adversary = 3;

    public static ulong Order(int epoch) => 4 + (2 * (ulong)epoch);

    public static ulong Dropout(int epoch) => 5 + (2 * (ulong)epoch);
}

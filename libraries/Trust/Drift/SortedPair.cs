namespace MlPlatform.Trust.Drift;

/// <summary>What one pass over two sorted samples tells: everything that the tests of numbers need, at once.</summary>
/// <param name="First">How many values the first sample has, n.</param>
/// <param name="Second">How many values the second sample has, m.</param>
/// <param name="LargestCross">max |i m − j n| over the values, where i and j values of each are no greater: the KS distance times n m, a whole number.</param>
/// <param name="Area">∫ |F − G| dx.</param>
/// <param name="SquaredArea">∫ (F − G)² dx.</param>
/// <param name="FirstRanks">4 Σ (midrank in the pooled sample − rank in its own)² over the first sample, a whole number.</param>
/// <param name="SecondRanks">The same over the second sample.</param>
/// <param name="Anderson">Σ l (N i' − B n)² / (B (N − B) − N l / 4) over the distinct values; see <see cref="AndersonDarling"/>.</param>
/// <param name="FirstDistinct">How many different values the first sample has.</param>
/// <param name="Distinct">How many different values both have together.</param>
internal readonly record struct SortedPair(
    int First, int Second, long LargestCross, double Area, double SquaredArea, UInt128 FirstRanks, UInt128 SecondRanks, double Anderson, int FirstDistinct, int Distinct)
{
    /// <summary>Both samples ascending, finite and not empty.</summary>
    public static SortedPair Measure(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty) throw new ArgumentException("Both samples must have rows.", nameof(second));
        long n = first.Length, m = second.Length;
        double all = n + m, quarter = all / 4, area = 0, squared = 0, anderson = 0, perCross = 1.0 / n / m;
        long i = 0, j = 0, cross = 0, largest = 0;
        int distinct = 0, firstDistinct = 0;
        UInt128 firstRanks = 0, secondRanks = 0;
        var last = Math.Min(first[0], second[0]);
        while (i < n || j < m)
        {
            var value = j >= m || (i < n && first[(int)i] <= second[(int)j]) ? first[(int)i] : second[(int)j];
            var height = cross * perCross;
            area += Math.Abs(height) * (value - last);
            squared += height * height * (value - last);
            last = value;
            long a = 0, b = 0;
            while (i + a < n && first[(int)(i + a)] == value) a++;
            while (j + b < m && second[(int)(j + b)] == value) b++;
            firstRanks += RankSquares(a, b, j);
            secondRanks += RankSquares(b, a, i);

            double ties = a + b, middle = i + j + (ties / 2), off = (all * (i + (a / 2.0))) - (middle * n);
            anderson += ties * off * off / ((middle * (all - middle)) - (quarter * ties));
            if (a > 0) firstDistinct++;
            distinct++;
            i += a;
            j += b;
            cross = (i * m) - (j * n);
            largest = Math.Max(largest, Math.Abs(cross));
        }

        return new SortedPair((int)n, (int)m, largest, area, squared, firstRanks, secondRanks, anderson, firstDistinct, distinct);
    }

    /// <summary>4 Σ (r − i − k)² over the k = 1..a tied values of one sample, with r = i + j + (a + b + 1) / 2 their midrank.</summary>
    private static UInt128 RankSquares(long a, long b, long others)
    {
        if (a == 0) return 0;
        var first = (2 * others) + a + b - 1;
        if (a == 1) return (UInt128)(ulong)first * (ulong)first;

        // Σ (first − 2k)² over k = 0..a−1 = a first² − 2 first a (a − 1) + 4 (a − 1) a (2a − 1) / 6.
        var (count, start) = ((Int128)a, (Int128)first);
        return (UInt128)((count * start * start) - (2 * start * count * (count - 1)) + (2 * (count - 1) * count * ((2 * count) - 1) / 3));
    }
}

namespace MlPlatform.Learning.Networks;

/// <summary>The unit of all work: so many rows go through the whole network while they are in the cache.</summary>
internal static class NetworkBlock
{
    public const int Rows = 64;

    private const int MostSlices = 16;

    /// <summary>How many blocks of near equal size a number of rows makes.</summary>
    public static int Count(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>Into how many slices a mini-batch is cut for threads to share; it hangs on its size only.</summary>
    public static int Slices(int batchRows) => Math.Clamp(batchRows / Rows, 1, MostSlices);

    /// <summary>Where part <paramref name="index"/> of <paramref name="parts"/> near equal parts starts.</summary>
    public static int Start(int rows, int index, int parts) => (int)((long)rows * index / parts);
}

using MlPlatform.Testing;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

/// <summary>The figures of a real file, against counts that read nothing but its text.</summary>
public sealed class GermanCreditTests
{
    private const string File = "data/german-credit/german.csv";

    [RequiresFact(SharedFile = File)]
    public void BySex_GroupCountsAndDpl_EqualADirectCount() => Check(columns => columns.Sex == "male", 690, 499, 310, 201);

    [RequiresFact(SharedFile = File)]
    public void ByAgeAbove25_GroupCountsAndDpl_EqualADirectCount() => Check(columns => columns.Age > 25, 810, 590, 190, 110);

    /// <param name="inGroup">Which rows are the group.</param>
    /// <param name="rows">Rows of the group in the file, and those with good credit; then the same of the rest (by awk).</param>
    private static void Check(Func<(string Sex, int Age), bool> inGroup, int rows, int good, int otherRows, int otherGood)
    {
        var lines = System.IO.File.ReadAllLines(Path.Combine(Repository.Shared!, File));
        var header = lines[0].Split(',');
        var table = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        int[] Codes(Func<string[], bool> test) => [.. table.Select(cells => test(cells) ? 1 : 0)];
        int sex = Array.IndexOf(header, "sex"), age = Array.IndexOf(header, "age"), risk = Array.IndexOf(header, "credit_risk");

        var comparison = OutcomeTable
            .Count(
                Codes(cells => inGroup((cells[sex], int.Parse(cells[age], System.Globalization.CultureInfo.InvariantCulture)))), 2,
                Codes(cells => cells[risk] == "good"), 2, [])
            .Compare([false, true], [false, true]);

        Assert.Equal((rows, good), (comparison.Group.Rows, comparison.Group.ObservedPositives));
        Assert.Equal((otherRows, otherGood), (comparison.Rest.Rows, comparison.Rest.ObservedPositives));
        Assert.Equal(((double)otherGood / otherRows) - ((double)good / rows), LabelBias.DifferenceInProportions(comparison).Value!.Value, 12);
    }
}

using MlPlatform.Generator;

namespace MlPlatform.Demo;

/// <summary>The data set of samples/credit: made up by a seed, with a known bias and a few malformed rows.</summary>
internal static class SyntheticCredit
{
    public const string Label = SyntheticApplications.Label;
    public const string Favorable = SyntheticApplications.Favorable;

    public static IReadOnlyList<string> Facets { get; } = [SyntheticApplications.Facet];

    public static Stream Csv(int rows, int seed)
    {
        var csv = new MemoryStream();
        SyntheticApplications.Write(csv, rows, seed);
        csv.Position = 0;
        return csv;
    }
}

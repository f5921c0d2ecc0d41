using System.Globalization;
using System.Text.RegularExpressions;

namespace MlPlatform.Platform.Tests;

/// <summary>Reads the tables that the demo prints.</summary>
internal static class DemoOutput
{
    /// <summary>The number in the row of this name.</summary>
    public static double Number(string output, string row)
    {
        var match = Regex.Match(output, $@"{Regex.Escape(row)}\s*[│|]\s*(?<number>[0-9.]+)");
        Assert.True(match.Success, $"The summary has no row '{row}':\n{output}");
        return double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
    }
}

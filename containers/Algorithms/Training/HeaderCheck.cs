using System.Text;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Algorithms.Training;

/// <summary>Refuses a first line that names the columns: taken for data it would turn every column of numbers into one of texts.</summary>
internal static class HeaderCheck
{
    private const int MostNames = 5;

    /// <summary>Looks at a table that was read without a header and without a schema.</summary>
    /// <exception cref="LearningException">Its first row is texts only, in a column that holds numbers otherwise.</exception>
    public static void Run(string channel, Table table)
    {
        var columns = table.Columns.OfType<CategoryColumn>().ToArray();
        if (table.RowCount < 2 || columns.Length < table.Columns.Count || columns.Any(column => !IsWord(column.Text(0)))) return;
        if (!columns.Any(IsNumbersButForTheFirst)) return;
        var names = string.Join(", ", columns.Take(MostNames).Select(column => column.Text(0)));
        throw new LearningException(
            $"The first line of the channel '{channel}' looks like a header ({names}{(columns.Length > MostNames ? ", ..." : "")}); CSV for training has none. Take it away.");
    }

    /// <summary>Files that all have a header repeat its text.</summary>
    private static bool IsNumbersButForTheFirst(CategoryColumn column)
    {
        var name = column.Codes[0];
        for (var code = 0; code < column.Categories.Count; code++)
        {
            if (code != name && IsWord(column.Categories[code])) return false;
        }

        return column.Categories.Count > 1;
    }

    private static bool IsWord(string? text) => text is not null && !NumberText.TryParse(Encoding.UTF8.GetBytes(text), out _);
}

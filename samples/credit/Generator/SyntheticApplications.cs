using System.Globalization;
using System.Text;
using MlPlatform.Tables;

namespace MlPlatform.Generator;

/// <summary>Synthetic credit applications as CSV with a header: made up by a seed, about nobody, with a known bias and a few malformed rows.</summary>
public static class SyntheticApplications
{
    public const string Label = "approved";

    public const string Favorable = "yes";

    /// <summary>The group that is treated worse, in the form of the demo's --facet.</summary>
    public const string Facet = "sex=female";

    private const string Header =
        "age,sex,income,employment_years,housing,purpose,credit_amount,duration_months,savings,late_payments,approved";

    private const int RowsPerMalformedRow = 500;

    private static readonly Func<string, string>[] Faults =
    [
        line => line[..line.LastIndexOf(',')],
        line => line + ",yes",
        line => "unknown" + line[line.IndexOf(',')..],
        line => line[..(line.LastIndexOf(',') + 1)],
    ];

    /// <summary>Writes the rows; one in 500 is malformed: a field short, a field over, a word for the age, or no label, in turn.</summary>
    /// <param name="csv">Takes UTF-8 text.</param>
    /// <param name="rows">How many rows, malformed ones included.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <returns>How many rows are malformed.</returns>
    public static int Write(Stream csv, int rows, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        using var text = new StreamWriter(csv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(Header);
        var malformed = 0;
        for (var row = 1; row <= rows; row++)
        {
            var line = Line(Application.Draw(random));
            text.WriteLine(row % RowsPerMalformedRow == 0 ? Faults[malformed++ % Faults.Length](line) : line);
        }

        return malformed;
    }

    private static string Line(Application application) => string.Create(
        CultureInfo.InvariantCulture,
        $"{application.Age},{application.Sex},{application.Income},{application.EmploymentYears},{application.Housing},{application.Purpose},{application.CreditAmount},{application.DurationMonths},{application.Savings},{application.LatePayments},{(application.Approved ? "yes" : "no")}");
}

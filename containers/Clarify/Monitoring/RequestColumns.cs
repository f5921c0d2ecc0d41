using System.Globalization;
using MlPlatform.Jobs.Container.Captures;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>Which columns requests have: by the configuration's headers, else by the names that the requests give, else by position.</summary>
internal sealed class RequestColumns
{
    private readonly int labelPosition;

    private RequestColumns(IReadOnlyList<string> names, int labelPosition) => (Names, this.labelPosition) = (names, labelPosition);

    /// <summary>Every column in order, the label in its place.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The label's name, or null where there is none.</summary>
    public string? Label => labelPosition < 0 ? null : Names[labelPosition];

    /// <param name="headers">The columns as the configuration names them, with the label where there is one.</param>
    /// <param name="label">The label: a name or a position among the headers; null where it is not asked for.</param>
    /// <param name="first">A request.</param>
    public static RequestColumns Of(IReadOnlyList<string>? headers, string? label, PayloadRow first)
    {
        var names = headers ?? first.Names ?? [.. Enumerable.Range(0, first.Values.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        if (label is null) return new RequestColumns(names, -1);
        var position = names.ToList().IndexOf(label);
        if (position < 0 && headers is not null && int.TryParse(label, out var index) && index >= 0 && index < names.Count) position = index;
        return position >= 0 ? new RequestColumns(names, position) : new RequestColumns([.. names, label], names.Count);
    }

    /// <summary>A request's values in the order of the columns, the label in its place.</summary>
    /// <exception cref="ClarifyException">The request has other columns.</exception>
    public IEnumerable<string?> Values(PayloadRow row, string? label)
    {
        var features = Names.Count - (labelPosition < 0 ? 0 : 1);
        if (row.Names is null && row.Values.Count != features)
        {
            throw new ClarifyException($"A captured request has {row.Values.Count} values; the features are {features}: {string.Join(", ", Names.Where((_, i) => i != labelPosition))}.");
        }

        for (int column = 0, position = 0; column < Names.Count; column++)
        {
            yield return column == labelPosition ? label : row.Names is null ? row.Values[position++] : Named(row, Names[column]);
        }
    }

    private static string? Named(PayloadRow row, string name) => row.Names!.ToList().IndexOf(name) is var position and >= 0
        ? row.Values[position]
        : throw new ClarifyException($"A captured request has no '{name}'; it has {string.Join(", ", row.Names!)}.");
}

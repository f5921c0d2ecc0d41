using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Where a member's inputs lie in the ensemble's raw rows, and which of its category codes those of the ensemble are.</summary>
internal sealed class MemberMap
{
    private readonly int[] sources;
    private readonly double[]?[] codes;

    public MemberMap(IReadOnlyList<InputColumn> member, IReadOnlyList<InputColumn> ensemble)
    {
        var places = ensemble.Select((input, at) => (input.Name, at)).ToDictionary(place => place.Name, place => place.at, StringComparer.Ordinal);
        sources = [.. member.Select(input => places[input.Name])];
        codes = [.. member.Select(input => Codes(input, ensemble[places[input.Name]]))];
        IsIdentity = member.Count == ensemble.Count && sources.Index().All(place => place.Index == place.Item) && Array.TrueForAll(codes, column => column is null);
    }

    /// <summary>Whether the member's rows are the ensemble's.</summary>
    public bool IsIdentity { get; }

    public int Width => sources.Length;

    /// <summary>The inputs of all members, by name in the order they first come; a category has the texts of all, in ordinal order.</summary>
    public static InputColumn[] Union(IReadOnlyList<ITabularModel> members)
    {
        var inputs = new List<InputColumn>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var member = 0; member < members.Count; member++)
        {
            foreach (var input in members[member].Inputs)
            {
                if (places.TryAdd(input.Name, inputs.Count)) inputs.Add(input);
                else if (inputs[places[input.Name]].Type is var known && known != input.Type)
                {
                    throw new LearningException($"Model {member + 1} ({members[member].Algorithm}) takes '{input.Name}' as {input.Type}, a model before it as {known}.");
                }
            }
        }

        return [.. inputs.Select(input => input.Type == ColumnType.Category ? input with { Categories = Texts(members, input.Name) } : input)];
    }

    /// <summary>Rows of the ensemble to rows of the member.</summary>
    public void Fill(ReadOnlySpan<double> rows, int rowWidth, Span<double> target)
    {
        for (int start = 0, at = 0; start < rows.Length; start += rowWidth)
        {
            for (var i = 0; i < sources.Length; i++, at++)
            {
                var value = rows[start + sources[i]];
                target[at] = codes[i] is { } known && value >= 0 ? known[(int)value] : value;
            }
        }
    }

    private static CategoryDictionary Texts(IReadOnlyList<ITabularModel> members, string name) => CategoryDictionary.From(members
        .SelectMany(member => member.Inputs.Where(input => input.Name == name))
        .SelectMany(input => input.Categories!.Texts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static double[]? Codes(InputColumn member, InputColumn ensemble)
    {
        if (ensemble.Categories is not { } texts) return null;
        var codes = new double[texts.Count];
        for (var code = 0; code < codes.Length; code++) codes[code] = member.Categories!.Find(texts[code]) is var own and >= 0 ? own : InputColumn.UnknownCode;
        return codes.Index().All(code => code.Index == (int)code.Item) ? null : codes;
    }
}

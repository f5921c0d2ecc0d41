using System.Globalization;

namespace MlPlatform.Transforms;

/// <summary>The job's arguments: <c>--name value</c> pairs. A name that the transform does not know is refused.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public static Arguments Parse(IReadOnlyList<string> args, IReadOnlyList<string> known)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Count; i += 2)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : args[i];
            if (name == args[i] || !known.Contains(name))
            {
                throw new TransformException($"There is no argument '{args[i]}'; there are {string.Join(", ", known.Select(k => "--" + k))}.");
            }

            if (i + 1 == args.Count) throw new TransformException($"The argument '--{name}' has no value.");
            parsed.values[name] = args[i + 1];
        }

        return parsed;
    }

    /// <summary>The text, or null where it is absent or empty (a pipeline parameter left empty).</summary>
    public string? Find(string name) => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Text(string name) => Find(name) ?? throw new TransformException($"The argument '--{name}' is missing.");

    public IReadOnlyList<string> List(string name) => Find(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public double Number(string name, double fallback, double minimum, double maximum)
    {
        if (Find(name) is not { } text) return fallback;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber && value >= minimum && value <= maximum
            ? value
            : throw new TransformException(FormattableString.Invariant($"The argument '--{name}' is '{text}'; it must be a number from {minimum} to {maximum}."));
    }

    public ulong Seed(string name) => (ulong)Math.Floor(Number(name, 0, 0, long.MaxValue));

    /// <summary>Shares that add up to one, such as 0.7,0.1,0.2.</summary>
    public double[] Shares(string name, double[] fallback)
    {
        var parts = List(name);
        if (parts.Count == 0) return fallback;
        var shares = parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : double.NaN).ToArray();
        return shares.Length == fallback.Length && shares.All(share => share >= 0) && Math.Abs(shares.Sum() - 1) < 1e-9
            ? shares
            : throw new TransformException($"The argument '--{name}' is '{Find(name)}'; it must be {fallback.Length} shares that add up to 1.");
    }
}

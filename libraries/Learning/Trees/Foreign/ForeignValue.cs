namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>A value of a JSON or UBJSON document. An array of numbers is kept as numbers.</summary>
internal sealed class ForeignValue
{
    private readonly IReadOnlyDictionary<string, ForeignValue>? members;
    private readonly IReadOnlyList<ForeignValue>? items;
    private readonly double[]? numbers;
    private readonly string? text;

    public ForeignValue(IReadOnlyDictionary<string, ForeignValue> members) => this.members = members;

    public ForeignValue(double[] numbers) => this.numbers = numbers;

    public ForeignValue(string? text) => this.text = text;

    public ForeignValue(double number) => Number = number;

    private ForeignValue(IReadOnlyList<ForeignValue> items) => this.items = items;

    /// <summary>The number, where it is one.</summary>
    public double? Number { get; }

    /// <summary>An array, which may turn out to hold numbers only.</summary>
    public static ForeignValue Array(List<ForeignValue> items)
    {
        if (items.Count == 0 || items.Exists(item => item.Number is null)) return new ForeignValue(items);
        return new ForeignValue(items.ConvertAll(item => item.Number!.Value).ToArray());
    }

    public static LearningException Refused(string reason) => new($"The XGBoost model cannot be used: {reason}.");

    public ForeignValue? Find(string name) => members?.GetValueOrDefault(name);

    /// <summary>A member that must be there.</summary>
    public ForeignValue Get(string name) => Find(name) ?? throw Refused($"'{name}' is absent");

    public string Text(string name) => Get(name).text ?? throw Refused($"'{name}' is no text");

    public IReadOnlyList<ForeignValue> Items(string name)
    {
        var value = Get(name);
        if (value.items is not null) return value.items;
        return value.numbers is not null ? throw Refused($"'{name}' is an array of numbers") : throw Refused($"'{name}' is no array");
    }

    /// <summary>The texts of an array; none where it is absent.</summary>
    public string[] Texts(string name) =>
        Find(name) is null ? [] : [.. Items(name).Select(item => item.text ?? throw Refused($"'{name}' holds something other than texts"))];

    public double[] Numbers(string name)
    {
        var value = Get(name);
        if (value.numbers is not null) return value.numbers;
        return value.items is { Count: 0 } ? [] : throw Refused($"'{name}' is no array of numbers");
    }

    /// <summary>Whole numbers of 32 bits.</summary>
    public int[] Integers(string name, int? count = null)
    {
        var values = Numbers(name);
        if (count is { } expected && values.Length != expected) throw Refused($"'{name}' has {values.Length} numbers, expected are {expected}");
        var integers = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            integers[i] = (int)values[i];
            if (integers[i] != values[i]) throw Refused($"'{name}' holds {values[i]}, which is no 32-bit integer");
        }

        return integers;
    }

    public float[] Floats(string name, int count)
    {
        var values = Numbers(name);
        if (values.Length != count) throw Refused($"'{name}' has {values.Length} numbers, expected are {count}");
        return System.Array.ConvertAll(values, value => (float)value);
    }
}

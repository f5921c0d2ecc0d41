namespace MlPlatform.Demo;

/// <summary>Says at once what is wrong with the data or the options, before anything is streamed.</summary>
internal static class DataChecks
{
    /// <exception cref="DemoException">Label, favorable value or a facet does not fit the data.</exception>
    public static void Check(Dataset data, DemoOptions options)
    {
        var known = string.Join(", ", data.Columns);
        if (!data.Columns.Contains(options.Label)) throw new DemoException($"The label '{options.Label}' is no column of the data; its columns are {known}.");
        foreach (var facet in options.Facets)
        {
            if (!data.Columns.Contains(facet.Column)) throw new DemoException($"The facet '{facet}' names no column of the data; its columns are {known}.");
        }

        var values = data.Rows.Where(row => row.Fields is not null).Select(row => row.Fields![options.Label]).Where(value => value.Length > 0)
            .GroupBy(value => value).OrderByDescending(group => group.Count()).Select(group => group.Key).ToList();
        if (!values.Contains(options.Favorable))
        {
            throw new DemoException($"The favorable value '{options.Favorable}' does not occur in '{options.Label}'; its values are {string.Join(", ", values.Take(10))}.");
        }

        if (values.Count < 2) throw new DemoException($"The label '{options.Label}' has one value only, '{values[0]}'; a model needs two.");
    }
}

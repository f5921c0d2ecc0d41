using MlPlatform.Clarify.Explanations;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>Where each row's value lies among the values of its column.</summary>
internal static class FeatureHeights
{
    /// <summary>The share of the rows with a lower value, those with the same value halved; null for columns whose values have no order.</summary>
    public static double[]? Of(ModelExplanation explanation, int feature)
    {
        var name = explanation.Values.Features[feature];
        if (explanation.Rows?.Columns.FirstOrDefault(column => column.Name == name) is not NumberColumn column) return null;
        var values = column.ToArray();
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return Array.ConvertAll(values, value => double.IsNaN(value) ? double.NaN : Height(sorted, value));
    }

    private static double Height(double[] sorted, double value)
    {
        var below = First(sorted, value, orEqual: false);
        var upTo = First(sorted, value, orEqual: true);
        return (below + upTo) / 2.0 / sorted.Length;
    }

    /// <summary>How many values are lower, or lower or equal.</summary>
    private static int First(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

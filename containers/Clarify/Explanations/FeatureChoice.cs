using MlPlatform.Clarify.Data;
using MlPlatform.Tables;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Explanations;

/// <summary>Keeps the contributions of the features that a configuration names; they are found among all features all the same.</summary>
internal static class FeatureChoice
{
    /// <param name="explanation">Of all features.</param>
    /// <param name="wanted">Names or indices among the features; null for all.</param>
    /// <param name="features">The feature columns of the data set.</param>
    public static Explanation Keep(Explanation explanation, IReadOnlyList<string>? wanted, Table features)
    {
        if (wanted is null) return explanation;
        var kept = wanted.Select(reference => Position(explanation, features.Find(reference, "feature to explain").Name)).ToArray();
        int all = explanation.Features.Count, outputs = explanation.Outputs;
        var values = new double[explanation.Rows * outputs * kept.Length];
        var errors = explanation.StandardErrors is null ? null : new double[values.Length];
        for (var line = 0; line < explanation.Rows * outputs; line++)
        {
            var own = explanation.Row(line / outputs, line % outputs);
            for (var i = 0; i < kept.Length; i++)
            {
                values[(line * kept.Length) + i] = own[kept[i]];
                if (errors is not null) errors[(line * kept.Length) + i] = explanation.StandardErrors![(line * all) + kept[i]];
            }
        }

        return new Explanation([.. kept.Select(feature => explanation.Features[feature])], explanation.BaseValues, values, errors);
    }

    private static int Position(Explanation explanation, string name)
    {
        for (var i = 0; i < explanation.Features.Count; i++)
        {
            if (explanation.Features[i] == name) return i;
        }

        throw new ClarifyException($"The feature to explain '{name}' is no input of the model.");
    }
}

using System.Text.Json.Nodes;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Models;

/// <summary>Values of rows as readers know them: texts of categories, truth values, numbers; null where missing.</summary>
internal static class RowValues
{
    public static JsonNode? Of(InputColumn input, double value) => input.Type switch
    {
        _ when double.IsNaN(value) => null,
        ColumnType.Category => value >= 0 ? JsonValue.Create(input.Categories![(int)value]) : null,
        ColumnType.Boolean => JsonValue.Create(value != 0),
        _ => JsonValue.Create(value),
    };

    /// <summary>The columns in which two rows differ, with the value of each.</summary>
    public static JsonObject Changes(AnalysedModel model, ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        var changes = new JsonObject();
        for (var j = 0; j < from.Length; j++)
        {
            if (!from[j].Equals(to[j])) changes[model.Inputs[j].Name] = new JsonObject { ["from"] = Of(model.Inputs[j], from[j]), ["to"] = Of(model.Inputs[j], to[j]) };
        }

        return changes;
    }
}

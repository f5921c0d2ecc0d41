using System.Text.Json;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Monitor.Quality;

/// <summary>Writes a confusion matrix: by true class, then by predicted class.</summary>
internal static class ConfusionTable
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> classes, ConfusionMatrix matrix)
    {
        json.WriteStartObject("confusion_matrix");
        for (var truth = 0; truth < classes.Count; truth++)
        {
            json.WriteStartObject(classes[truth]);
            for (var answer = 0; answer < classes.Count; answer++) json.WriteNumber(classes[answer], (long)matrix[truth, answer]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

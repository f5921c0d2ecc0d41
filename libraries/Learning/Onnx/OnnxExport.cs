using System.Text.Json;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Trees;

namespace MlPlatform.Learning.Onnx;

/// <summary>Writes linear models, boosted trees and multilayer perceptrons as ONNX, preprocessing included.</summary>
/// <remarks>
/// The ONNX model takes <c>input</c>, 32-bit floats of rows × inputs: a raw row as <see cref="ITabularModel.Score"/> takes it, that
/// is NaN where missing and codes for categories. It gives <c>output</c>, 32-bit floats of rows × outputs. The names of the inputs
/// and the texts behind the codes lie in the metadata <c>inputs</c> and <c>categories</c>, as JSON.
/// </remarks>
public static class OnnxExport
{
    public static void Write(ITabularModel model, Stream stream)
    {
        var graph = new OnnxGraph();
        var result = model switch
        {
            BoostedTreesModel trees => OnnxTrees.Add(graph, trees),
            LinearModel linear => OnnxLinear.Add(graph, linear),
            NetworkModel network => OnnxNetwork.Add(graph, network),
            _ => throw new LearningException($"A model of '{model.Algorithm}' has no ONNX form here; linear models, boosted trees and multilayer perceptrons do."),
        };
        stream.Write(graph.ToModel(result, model.Inputs.Count, model.Output.Width, Metadata(model)));
    }

    private static IEnumerable<(string Key, string Value)> Metadata(ITabularModel model)
    {
        yield return ("algorithm", model.Algorithm);
        yield return ("inputs", Json(writer =>
        {
            writer.WriteStartArray();
            foreach (var input in model.Inputs) writer.WriteStringValue(input.Name);
            writer.WriteEndArray();
        }));
        yield return ("categories", Json(writer =>
        {
            writer.WriteStartObject();
            foreach (var input in model.Inputs.Where(input => input.Categories is not null))
            {
                writer.WriteStartArray(input.Name);
                foreach (var text in input.Categories!.Texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }));
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

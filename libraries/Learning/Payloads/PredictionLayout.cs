using System.Buffers;
using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Learning.Payloads;

/// <summary>How SageMaker's algorithm of a model's kind writes one prediction, as a JSON object and as a CSV line.</summary>
internal sealed class PredictionLayout
{
    private const string Knn = "knn";
    private const string Xgboost = "xgboost";

    private readonly OutputKind kind;
    private readonly double threshold;
    private readonly bool onlyLabel;

    public PredictionLayout(ITabularModel model)
    {
        kind = model.Output.Kind;
        threshold = model.Output.Threshold;
        onlyLabel = model.Algorithm == Knn;
        IsXgboost = model.Algorithm == Xgboost;
        Container = kind switch
        {
            OutputKind.AnomalyScore => "scores",
            OutputKind.Projection => "projections",
            _ => "predictions",
        };
    }

    /// <summary>The member of a JSON response that holds all predictions.</summary>
    public string Container { get; }

    /// <summary>XGBoost answers with CSV unless asked otherwise, and puts the rows of a request into one line.</summary>
    public bool IsXgboost { get; }

    public void WriteObject(IBufferWriter<byte> output, ReadOnlySpan<double> outputs)
    {
        switch (kind)
        {
            case OutputKind.Cluster:
                Member(output, "{\"closest_cluster\":"u8, outputs[0]);
                Member(output, ",\"distance_to_cluster\":"u8, outputs[1]);
                break;
            case OutputKind.Projection:
                output.Write("{\"projection\":"u8);
                List(output, outputs);
                break;
            case OutputKind.Number or OutputKind.Probability or OutputKind.ClassProbabilities when onlyLabel:
                Member(output, "{\"predicted_label\":"u8, Label(outputs));
                break;
            case OutputKind.Probability:
                Member(output, "{\"score\":"u8, outputs[0]);
                Member(output, ",\"predicted_label\":"u8, Label(outputs));
                break;
            case OutputKind.ClassProbabilities:
                output.Write("{\"score\":"u8);
                List(output, outputs);
                Member(output, ",\"predicted_label\":"u8, Label(outputs));
                break;
            default:
                Member(output, "{\"score\":"u8, outputs[0]);
                break;
        }

        output.Write("}"u8);
    }

    public void WriteFields(IBufferWriter<byte> output, ReadOnlySpan<double> outputs)
    {
        if (onlyLabel) CsvTableWriter.WriteNumber(output, Label(outputs));
        else if (IsXgboost && outputs.Length > 1) List(output, outputs);
        else Numbers(output, outputs);
    }

    private double Label(ReadOnlySpan<double> outputs) => kind switch
    {
        OutputKind.Probability => outputs[0] >= threshold ? 1 : 0,
        OutputKind.ClassProbabilities => TensorPrimitives.IndexOfMax(outputs),
        _ => outputs[0],
    };

    private static void Member(IBufferWriter<byte> output, ReadOnlySpan<byte> name, double value)
    {
        output.Write(name);
        CsvTableWriter.WriteNumber(output, value);
    }

    private static void List(IBufferWriter<byte> output, ReadOnlySpan<double> values)
    {
        output.Write("["u8);
        Numbers(output, values);
        output.Write("]"u8);
    }

    private static void Numbers(IBufferWriter<byte> output, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) output.Write(","u8);
            CsvTableWriter.WriteNumber(output, values[i]);
        }
    }
}

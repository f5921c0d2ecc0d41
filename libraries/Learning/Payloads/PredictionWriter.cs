using System.Buffers;
using MlPlatform.Learning.Models;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Learning.Payloads;

/// <summary>Writes scores in one of the response formats.</summary>
internal struct PredictionWriter(ITabularModel model, string format, IBufferWriter<byte> output)
{
    public int Count { get; private set; } = 0;

    public void Add(double score)
    {
        if (format == Predictor.Csv)
        {
            CsvTableWriter.WriteNumber(output, score);
            output.Write("\n"u8);
        }
        else
        {
            if (format == Predictor.Json) output.Write(Count == 0 ? "{\"predictions\":["u8 : ","u8);
            AddObject(score);
            if (format == Predictor.JsonLines) output.Write("\n"u8);
        }

        Count++;
    }

    public readonly void End()
    {
        if (format == Predictor.Json) output.Write("]}"u8);
    }

    private readonly void AddObject(double score)
    {
        output.Write("{\"score\":"u8);
        CsvTableWriter.WriteNumber(output, score);
        if (model.Output.IsClassifier) output.Write(score >= model.Output.Threshold ? ",\"predicted_label\":1"u8 : ",\"predicted_label\":0"u8);
        output.Write("}"u8);
    }
}

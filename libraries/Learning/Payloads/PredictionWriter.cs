using System.Buffers;
using System.Text;

namespace MlPlatform.Learning.Payloads;

/// <summary>Writes predictions in one of the response formats.</summary>
internal struct PredictionWriter(PredictionLayout layout, string format, bool oneLine, IBufferWriter<byte> output)
{
    private bool hasRows = false;

    public void Add(ReadOnlySpan<double> outputs)
    {
        if (format == Predictor.Csv)
        {
            if (hasRows && oneLine) output.Write(","u8);
            layout.WriteFields(output, outputs);
            if (!oneLine) output.Write("\n"u8);
        }
        else
        {
            if (format == Predictor.Json) Separate();
            layout.WriteObject(output, outputs);
            if (format == Predictor.JsonLines) output.Write("\n"u8);
        }

        hasRows = true;
    }

    public readonly void End()
    {
        if (format == Predictor.Json) output.Write("]}"u8);
    }

    private readonly void Separate()
    {
        if (hasRows)
        {
            output.Write(","u8);
            return;
        }

        output.Write("{\""u8);
        output.Write(Encoding.UTF8.GetBytes(layout.Container));
        output.Write("\":["u8);
    }
}

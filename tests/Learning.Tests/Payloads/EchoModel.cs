using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Payloads;

/// <summary>Answers with its row's first values, so that a response shows what the model was given.</summary>
internal sealed class EchoModel(string algorithm, OutputKind kind, int width, params InputColumn[] inputs) : ITabularModel
{
    public EchoModel(string algorithm, OutputKind kind, int width) : this(algorithm, kind, width, Numbers(3))
    {
    }

    public string Algorithm => algorithm;

    public IReadOnlyList<InputColumn> Inputs => inputs;

    public ModelOutput Output { get; } = new(kind, width, null);

    public static InputColumn[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => new InputColumn($"n{i}", ColumnType.Number, null))];

    public void Score(ReadOnlySpan<double> row, Span<double> outputs) => row[..outputs.Length].CopyTo(outputs);

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => throw new NotSupportedException();
}

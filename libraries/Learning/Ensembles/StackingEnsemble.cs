using System.Buffers;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Several models whose outputs are the inputs of one more, which gives the answer.</summary>
public sealed class StackingEnsemble : ITabularModel
{
    private readonly Members members;
    private readonly int[] sources;
    private readonly int wide;

    /// <param name="models">Models of one kind of output; of different columns, if need be.</param>
    /// <param name="meta">A model whose inputs are named as <see cref="ColumnsOf"/> says.</param>
    public StackingEnsemble(IReadOnlyList<ITabularModel> models, ITabularModel meta)
    {
        members = new Members(models);
        Meta = meta;
        var columns = ColumnsOf(models.Count, members.Output.Width);
        wide = columns.Length;
        sources = [.. meta.Inputs.Select(input => Array.IndexOf(columns, input.Name))];
        var stranger = Array.IndexOf(sources, -1);
        if (stranger >= 0) throw new LearningException($"The model on top ({meta.Algorithm}) takes '{meta.Inputs[stranger].Name}', which no model below gives; they give {string.Join(", ", columns.Take(8))}.");
        var other = Enumerable.Range(0, sources.Length).FirstOrDefault(i => meta.Inputs[i].Type != ColumnType.Number, -1);
        if (other >= 0) throw new LearningException($"The model on top ({meta.Algorithm}) takes '{meta.Inputs[other].Name}' as {meta.Inputs[other].Type}; it is a number.");
    }

    public string Algorithm => EnsembleAlgorithm.AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => members.Inputs;

    public ModelOutput Output => Meta.Output;

    public IReadOnlyList<ITabularModel> Models => members.Models;

    /// <summary>The model on top.</summary>
    public ITabularModel Meta { get; }

    /// <summary>The names of what the models give: <c>model1</c>, <c>model2</c>; of several outputs each <c>model1.0</c>, <c>model1.1</c>, ...</summary>
    public static string[] ColumnsOf(int models, int outputs) =>
        [.. Enumerable.Range(1, models).SelectMany(model => Enumerable.Range(0, outputs).Select(output => outputs == 1 ? $"model{model}" : $"model{model}.{output}"))];

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        members.CheckWidth(row.Length);
        ScoreRows(row, outputs);
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        var inputs = Inputs.Count;
        var buffer = ArrayPool<double>.Shared.Rent(Members.RowsPerBlock * (members.Output.Width + sources.Length));
        try
        {
            for (int start = 0, count = rows.Length / inputs; start < count; start += Members.RowsPerBlock)
            {
                var height = Math.Min(Members.RowsPerBlock, count - start);
                ScoreBlock(rows.Slice(start * inputs, height * inputs), height, buffer, outputs.Slice(start * Output.Width, height * Output.Width));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => EnsembleFormat.Save(this, stream, metrics);

    private void ScoreBlock(ReadOnlySpan<double> rows, int height, Span<double> buffer, Span<double> outputs)
    {
        var width = members.Output.Width;
        var own = buffer[..(height * width)];
        var metaRows = buffer.Slice(own.Length, height * sources.Length);
        for (var member = 0; member < wide / width; member++)
        {
            members.Score(member, rows, own);
            for (var i = 0; i < sources.Length; i++)
            {
                if (sources[i] / width != member) continue;
                for (var row = 0; row < height; row++) metaRows[(row * sources.Length) + i] = own[(row * width) + (sources[i] % width)];
            }
        }

        Meta.ScoreRows(metaRows, outputs);
    }
}

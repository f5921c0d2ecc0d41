using System.Buffers;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Fitted models that answer the same question, seen as one model with the outputs of all.</summary>
internal sealed class Members
{
    public const int RowsPerBlock = 64;

    private readonly ITabularModel[] models;
    private readonly MemberMap[] maps;
    private readonly int widest;

    public Members(IReadOnlyList<ITabularModel> models)
    {
        if (models.Count == 0) throw new LearningException("An ensemble needs at least one model.");
        this.models = [.. models];
        for (var i = 0; i < models.Count; i++) Check(i);
        Inputs = MemberMap.Union(models);
        maps = [.. models.Select(model => new MemberMap(model.Inputs, Inputs))];
        widest = maps.Max(map => map.Width);
    }

    public IReadOnlyList<ITabularModel> Models => models;

    public IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>What each of the models gives.</summary>
    public ModelOutput Output => models[0].Output;

    /// <summary>The outputs of one model for up to <see cref="RowsPerBlock"/> rows of the ensemble.</summary>
    public void Score(int member, ReadOnlySpan<double> rows, Span<double> outputs)
    {
        if (maps[member].IsIdentity)
        {
            models[member].ScoreRows(rows, outputs);
            return;
        }

        var count = rows.Length / Inputs.Count;
        var buffer = ArrayPool<double>.Shared.Rent(count * widest);
        try
        {
            var own = buffer.AsSpan(0, count * maps[member].Width);
            maps[member].Fill(rows, Inputs.Count, own);
            models[member].ScoreRows(own, outputs);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    public void CheckWidth(int values)
    {
        if (values != Inputs.Count) throw new LearningException($"The row has {values} values; the model takes {Inputs.Count}.");
    }

    private void Check(int index)
    {
        var (model, first) = (models[index], models[0]);
        var name = $"Model {index + 1} ({model.Algorithm})";
        if (model.Output.Kind is OutputKind.Cluster or OutputKind.Projection) throw new LearningException($"{name} gives {model.Output.Kind}, which cannot be averaged.");
        if (model.Output.Kind != first.Output.Kind || model.Output.Width != first.Output.Width)
        {
            throw new LearningException(
                $"{name} gives {model.Output.Kind} of {model.Output.Width} numbers, the first ({first.Algorithm}) {first.Output.Kind} of {first.Output.Width}.");
        }

        if (model.Output.Label?.Name != first.Output.Label?.Name)
        {
            throw new LearningException($"{name} predicts '{model.Output.Label?.Name}', the first ({first.Algorithm}) '{first.Output.Label?.Name}'.");
        }

        if (model.Output.Label is { } own && first.Output.Label is { } label
            && (own.Favorable != label.Favorable || !(own.Classes ?? []).SequenceEqual(label.Classes ?? [], StringComparer.Ordinal)))
        {
            throw new LearningException($"{name} knows other classes of '{own.Name}' than the first ({first.Algorithm}).");
        }
    }
}

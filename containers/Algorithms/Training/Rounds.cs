using System.Globalization;
using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Algorithms.Training;

/// <summary>How many rounds a job asks for, and the hyperparameters of what is left of them after a checkpoint.</summary>
internal sealed class Rounds
{
    private static readonly string[] Names = ["num_round", "epochs"];

    private readonly IReadOnlyDictionary<string, string> given;
    private readonly string? name;

    public Rounds(HyperparameterSet declared, IReadOnlyDictionary<string, string> given)
    {
        this.given = given;
        name = Names.FirstOrDefault(candidate => declared.All.Any(parameter => parameter.Name == candidate));
        Total = name is not null && int.TryParse(declared.Parse(given).Texts[name], NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;
    }

    /// <summary>The rounds that the job asks for; null for an algorithm that does not count them.</summary>
    public int? Total { get; }

    public bool AreDone(int done) => done > 0 && done >= Total;

    /// <summary>The hyperparameters of a fit that goes on after so many rounds.</summary>
    public IReadOnlyDictionary<string, string> After(int done)
    {
        if (done == 0 || Total is not { } total) return given;
        return new Dictionary<string, string>(given) { [name!] = (total - done).ToString(CultureInfo.InvariantCulture) };
    }
}

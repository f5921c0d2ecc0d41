namespace MlPlatform.Search;

/// <summary>Proposes the next parameters. A pure function of its arguments: a restarted study asks again and gets the same answer.</summary>
public interface ISampler
{
    /// <summary>Parameters for a trial, or null where there is nothing left to try.</summary>
    IReadOnlyDictionary<string, string>? Suggest(SearchSpace space, int trialNumber, IReadOnlyList<Trial> history);
}

/// <summary>Decides from its steps so far, and those of other trials, whether a running trial should end.</summary>
public interface IPruner
{
    bool ShouldPrune(Trial trial, IReadOnlyList<Trial> history, Direction direction);
}

/// <summary>Where a study keeps its trials.</summary>
public interface ITrialStore
{
    IReadOnlyList<Trial> All { get; }

    void Put(Trial trial);
}

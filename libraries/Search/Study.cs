namespace MlPlatform.Search;

/// <summary>Ask for parameters, tell what came of them. All state is in the trial store, so a study can be picked up anywhere.</summary>
public sealed class Study(SearchSpace space, Direction direction, ISampler sampler, ITrialStore? store = null, IPruner? pruner = null)
{
    private readonly ITrialStore trials = store ?? new InMemoryTrialStore();
    private readonly IPruner pruner = pruner ?? new NeverPruner();

    public IReadOnlyList<Trial> Trials => trials.All;

    /// <summary>The completed trial with the best value; of equal ones the earliest. Null before any has completed.</summary>
    public Trial? Best
    {
        get
        {
            Trial? best = null;
            foreach (var trial in trials.All)
            {
                if (trial is not { State: TrialState.Completed, Value: { } value } || double.IsNaN(value)) continue;
                if (best is null || direction.IsBetter(value, best.Value!.Value)) best = trial;
            }

            return best;
        }
    }

    /// <summary>The next trial, now running; null where the sampler has nothing left.</summary>
    public Trial? Ask()
    {
        var number = trials.All.Count;
        if (sampler.Suggest(space, number, trials.All) is not { } parameters) return null;
        var trial = new Trial(number, parameters);
        trials.Put(trial);
        return trial;
    }

    public void Tell(int number, double value) => Update(number, trial => trial with { State = TrialState.Completed, Value = value });

    public void Fail(int number) => Update(number, trial => trial with { State = TrialState.Failed });

    /// <summary>Reports the objective after a step; true when the trial should end, which marks it pruned.</summary>
    public bool Report(int number, double value)
    {
        var trial = Update(number, t => t with { Steps = [.. t.Steps, value] });
        if (!pruner.ShouldPrune(trial, trials.All, direction)) return false;
        trials.Put(trial with { State = TrialState.Pruned, Value = value });
        return true;
    }

    private Trial Update(int number, Func<Trial, Trial> change)
    {
        var trial = trials.All.FirstOrDefault(t => t.Number == number) ?? throw new SearchException($"There is no trial {number}.");
        if (trial.State != TrialState.Running) throw new SearchException($"Trial {number} is {trial.State}, not running.");
        trials.Put(change(trial));
        return trials.All[number];
    }
}

/// <summary>Trials in memory, by number.</summary>
public sealed class InMemoryTrialStore : ITrialStore
{
    private readonly List<Trial> trials = [];

    public IReadOnlyList<Trial> All => trials;

    public void Put(Trial trial)
    {
        if (trial.Number == trials.Count) trials.Add(trial);
        else trials[trial.Number] = trial;
    }
}

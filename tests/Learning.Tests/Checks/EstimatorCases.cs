namespace MlPlatform.Learning.Tests.Checks;

/// <summary>Every algorithm of the catalogue with every task it can learn: what the shared checks run over.</summary>
public sealed class EstimatorCases : TheoryData<string, LearningTask>
{
    public EstimatorCases()
    {
        foreach (var one in EstimatorCase.All) Add(one.Algorithm.Name, one.Task);
    }
}

using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Parallelism;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class SpinCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Tasks_OfEveryPhase_AreDoneOnceAndSeenByTheNext(int size)
    {
        const int Phases = 2000;
        const int Tasks = 3;
        var counts = new int[Tasks];
        SpinCrew.Run(size, (_, crew) =>
        {
            for (var phase = 1; phase <= Phases; phase++)
            {
                while (crew.TryClaim(phase * Tasks, out var task))
                {
                    // Sees what the task before it in the phase before wrote, whoever did it.
                    Assert.Equal(phase - 1, counts[task % Tasks]++);
                    crew.Finish();
                }

                crew.Await(phase * Tasks);
            }
        });
        Assert.All(counts, count => Assert.Equal(Phases, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Failure_OfOneMember_EndsAllAndIsThrown(int failing)
    {
        var error = Assert.Throws<LearningException>(() => SpinCrew.Run(3, (member, crew) =>
        {
            if (member == failing) throw new LearningException("one failed");
            crew.Await(1);
        }));
        Assert.Equal("one failed", error.Message);
    }
}

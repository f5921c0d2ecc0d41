using MlPlatform.Learning.Parallelism;

namespace MlPlatform.Learning.Tests.Parallelism;

/// <summary>Whichever thread meets a failure, the caller gets it, and of several always the same one.</summary>
public sealed class FailureTests
{
    private const int Tasks = 200;
    private const int Repeats = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void WorkerTeam_WhereSeveralTasksFail_ThrowsTheLowestAndWorksOn(int threads)
    {
        using var team = new WorkerTeam(threads);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var failure = Assert.Throws<LearningException>(() => team.Run(Tasks, (_, task) => Refuse(task)));
            Assert.Equal("task 7", failure.Message);
        }

        var done = new int[Tasks];
        team.Run(Tasks, (_, task) => done[task]++);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void WorkerTeam_WhereMemoryRunsOut_TellsTheCaller()
    {
        using var team = new WorkerTeam(2);

        Assert.Throws<OutOfMemoryException>(() => team.Run(Tasks, (_, _) => throw new OutOfMemoryException()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SpinCrew_WhereAMemberFails_ThrowsItsFailure(int threads) => Assert.Throws<LearningException>(
        () => SpinCrew.Run(threads, (_, crew) =>
        {
            while (crew.TryClaim(Tasks, out var task))
            {
                Refuse((int)task);
                crew.Finish();
            }

            crew.Await(Tasks);
        }));

    private static void Refuse(int task)
    {
        if (task is 7 or 8 or 100 or Tasks - 1) throw new LearningException($"task {task}");
    }
}

using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class SpinCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Members_AtTheBarrier_SeeWhatAllOthersWrote(int size)
    {
        const int Rounds = 2000;
        var counts = new int[size];
        SpinCrew.Run(size, (member, crew) =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                counts[member] = round;
                crew.Meet();
                Assert.All(counts, count => Assert.Equal(round, count));
                crew.Meet();
            }
        });
        Assert.All(counts, count => Assert.Equal(Rounds, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Failure_OfOneMember_EndsAllAndIsThrown(int failing)
    {
        var error = Assert.Throws<LearningException>(() => SpinCrew.Run(3, (member, crew) =>
        {
            crew.Meet();
            if (member == failing) throw new LearningException("one failed");
            crew.Meet();
            crew.Meet();
        }));
        Assert.Equal("one failed", error.Message);
    }
}

using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Replay;

public sealed class ActivityTests
{
    [Fact]
    public void Activities_InSequence_EachIsAskedForAfterTheOneBefore()
    {
        var workflow = WorkflowSimulator.Of<int, int>(async (context, input) =>
        {
            var doubled = await context.CallActivityAsync<int>("Double", input);
            return await context.CallActivityAsync<int>("AddOne", doubled);
        });

        var first = Assert.Single(workflow.Begin("21"));
        Assert.Equal(("Double", "21"), (first.ScheduleTask.Name, first.ScheduleTask.Input));
        var second = Assert.Single(workflow.CompleteTask(0, "42"));
        Assert.Equal(("AddOne", "42"), (second.ScheduleTask.Name, second.ScheduleTask.Input));
        workflow.CompleteTask(1, "43");
        Assert.Equal("43", workflow.Completion!.Result);
    }

    [Fact]
    public void Activities_InParallel_CompleteInAnyOrder()
    {
        var workflow = WorkflowSimulator.Of<object?, int[]>((context, _)
            => Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync<int>("Square", i))));

        Assert.Equal(["0", "1", "2"], workflow.Begin().Select(action => action.ScheduleTask.Input));
        Assert.Empty(workflow.CompleteTask(2, "4"));
        Assert.Empty(workflow.CompleteTask(0, "0"));
        workflow.CompleteTask(1, "1");
        Assert.Equal("[0,1,4]", workflow.Completion!.Result);
    }

    [Fact]
    public void Activity_Fails_ExceptionCarriesItsDetails()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Break");
            }
            catch (WorkflowTaskFailedException failed)
            {
                return $"{failed.FailureDetails.IsCausedBy<InvalidOperationException>()} {failed.FailureDetails.ErrorMessage}";
            }
        });

        workflow.Begin();
        workflow.FailTask(0, "out of paper");
        Assert.Equal("\"True out of paper\"", workflow.Completion!.Result);
    }

    [Fact]
    public void Activity_FailsUncaught_WorkflowFailsWithTheCause()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>("Break"));

        workflow.Begin();
        workflow.FailTask(0, "out of paper");

        var failure = workflow.Completion!.FailureDetails;
        Assert.Equal(OrchestrationStatus.Failed, workflow.Completion.WorkflowStatus);
        Assert.Equal(typeof(WorkflowTaskFailedException).FullName, failure.ErrorType);
        Assert.Equal("out of paper", failure.InnerFailure.ErrorMessage);
    }

    [Fact]
    public void Activity_ForAnotherApp_IsRoutedThere()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(
            (context, _) => context.CallActivityAsync<string>("Far", null, new WorkflowTaskOptions(TargetAppId: "elsewhere")));

        Assert.Equal("elsewhere", Assert.Single(workflow.Begin()).Router.TargetAppID);
    }

    [Fact]
    public void TaskExecutionId_OfTwoSteps_Differs()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            await context.CallActivityAsync("A");
            await context.CallActivityAsync("B");
            return "done";
        });

        var a = Assert.Single(workflow.Begin()).ScheduleTask.TaskExecutionId;
        var b = Assert.Single(workflow.CompleteTask(0)).ScheduleTask.TaskExecutionId;

        Assert.NotEqual(a, b);
        Assert.Equal(32, a.Length);
    }

    [Fact]
    public void Retry_ActivityFails_TimersBackOffAndLastFailureIsThrown()
    {
        var policy = new WorkflowRetryPolicy(3, TimeSpan.FromSeconds(10), backoffCoefficient: 2);
        var workflow = WorkflowSimulator.Of<object?, string>(
            (context, _) => context.CallActivityAsync<string>("Break", null, new WorkflowTaskOptions(policy)));

        workflow.Begin();
        var now = workflow.Now;
        var first = Assert.Single(workflow.FailTask(0)).CreateTimer;
        Assert.Equal(now.AddSeconds(10), first.FireAt.ToDateTime());
        Assert.Equal(CreateTimerAction.OriginOneofCase.ActivityRetry, first.OriginCase);
        Assert.Equal("Break", Assert.Single(workflow.FireTimer(1)).ScheduleTask.Name);
        now = workflow.Now;
        Assert.Equal(now.AddSeconds(20), Assert.Single(workflow.FailTask(2)).CreateTimer.FireAt.ToDateTime());
        workflow.FireTimer(3);
        workflow.FailTask(4, "the last");

        Assert.Equal("the last", workflow.Completion!.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public void Retry_SecondAttemptSucceeds_ItsResultIsGiven()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>(
            "Try", null, new WorkflowTaskOptions(new WorkflowRetryPolicy(5, TimeSpan.FromSeconds(1)))));

        workflow.Begin();
        workflow.FailTask(0);
        workflow.FireTimer(1);
        workflow.CompleteTask(2, "\"well\"");

        Assert.Equal("\"well\"", workflow.Completion!.Result);
    }

    [Fact]
    public void Retry_FailureIsFinal_NoFurtherAttempt()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>(
            "Try", null, new WorkflowTaskOptions(new WorkflowRetryPolicy(5, TimeSpan.FromSeconds(1)))));

        workflow.Begin();
        workflow.FailTask(0, final: true);

        Assert.Equal(OrchestrationStatus.Failed, workflow.Completion!.WorkflowStatus);
    }

    [Theory]
    [InlineData(1, 0, 10)]
    [InlineData(2, 0, 20)]
    [InlineData(3, 0, 25)]
    [InlineData(4, 0, null)]
    [InlineData(1, 3600, null)]
    public void RetryPolicy_AfterFailures_WaitsAsLongAsItSays(int failures, int elapsedSeconds, int? delaySeconds)
    {
        var policy = new WorkflowRetryPolicy(4, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(25), TimeSpan.FromHours(1));

        Assert.Equal(delaySeconds, (int?)policy.DelayAfter(failures, TimeSpan.FromSeconds(elapsedSeconds))?.TotalSeconds);
    }
}

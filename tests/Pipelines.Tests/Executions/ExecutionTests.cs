using System.Text.Json.Nodes;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;
using static MlPlatform.Pipelines.Tests.Domain.Definitions;

namespace MlPlatform.Pipelines.Tests.Executions;

public sealed class ExecutionTests : IAsyncDisposable
{
    private readonly ExecutionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Run_Chain_PassesWhatOneStepMadeToTheNext()
    {
        _harness.Operations.Ending = _ => JsonNode.Parse("""{"Status":"Completed","ModelArtifacts":{"S3ModelArtifacts":"s3://m/model.tar.gz"}}""")!.AsObject();
        var execution = await _harness.RunAsync(Text($$$"""
            [{{{Training("first")}}},
             {"Name":"model","Type":"Model","Arguments":{"PrimaryContainer":{"ModelDataUrl":{"Get":"Steps.first.ModelArtifacts.S3ModelArtifacts"} } } }]
            """));
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal("s3://m/model.tar.gz", _harness.Operations.Request("model")["PrimaryContainer"]!["ModelDataUrl"]!.ToString());
    }

    [Fact]
    public async Task Run_ConditionOnAPropertyFile_TakesOneBranchOnly()
    {
        _harness.Objects.Put("b/eval/metrics.json", """{"auc":0.8}""");
        var execution = await _harness.RunAsync(Text($$$"""
            [{"Name":"eval","Type":"Processing","Arguments":{"ProcessingOutputConfig":{"Outputs":[{"OutputName":"out","S3Output":{"S3Uri":"s3://b/eval"}}]}},
              "PropertyFiles":[{"PropertyFileName":"report","OutputName":"out","FilePath":"metrics.json"}]},
             {"Name":"good","Type":"Condition","Arguments":{"Conditions":[{"Type":"GreaterThanOrEqualTo","RightValue":0.75,
               "LeftValue":{"Std:JsonGet":{"PropertyFile":{"Get":"Steps.eval.PropertyFiles.report"},"Path":"auc"} } }],
              "IfSteps":[{"Name":"register","Type":"RegisterModel","Arguments":{"ModelPackageGroupName":"g"}}],
              "ElseSteps":[{"Name":"bad","Type":"Fail","Arguments":{"ErrorMessage":"too low"}}]}}]
            """));
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(["eval", "good", "register"], (await _harness.StatusesAsync()).Keys.Order());
        Assert.Contains("CreateModelPackageGroup g", _harness.Operations.Changes);
    }

    [Fact]
    public async Task Run_FailStep_FailsWithItsMessage()
    {
        var execution = await _harness.RunAsync(Text("""[{"Name":"bad","Type":"Fail","Arguments":{"ErrorMessage":{"Std:Join":{"On":" ","Values":["too","low"]}}}}]"""));
        Assert.Equal((ExecutionStatus.Failed, "Step failure: step bad failed: too low"), (execution.Status, execution.FailureReason));
    }

    [Fact]
    public async Task Run_FailedJob_NamesStepAndReasonAndStartsNothingAfterIt()
    {
        _harness.Operations.Ending = _ => JsonNode.Parse("""{"Status":"Failed","FailureReason":"AlgorithmError: exit code: 3"}""")!.AsObject();
        var execution = await _harness.RunAsync(Text($"""[{Training("first")},{Training("second", dependsOn: """["first"]""")}]"""));
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Contains("first failed: AlgorithmError: exit code: 3", execution.FailureReason, StringComparison.Ordinal);
        Assert.Equal(["first"], (await _harness.StatusesAsync()).Keys);
    }

    [Fact]
    public async Task Run_RetryPolicyThatFits_TriesAgainUnderAnotherName()
    {
        var names = new List<string>();
        _harness.Operations.Ending = name =>
        {
            if (!names.Contains(name)) names.Add(name);
            return names.Count == 1
                ? JsonNode.Parse("""{"Status":"Failed","FailureReason":"InternalServerError: lost"}""")!.AsObject()
                : new JsonObject { ["Status"] = "Completed" };
        };
        var execution = await _harness.RunAsync(Text("""
            [{"Name":"t","Type":"Training","Arguments":{},
              "RetryPolicies":[{"ExceptionType":["SageMaker.JOB_INTERNAL_ERROR"],"IntervalSeconds":1,"BackoffRate":2,"MaxAttempts":2}]}]
            """));
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(2, names.Count);
    }

    [Fact]
    public async Task Run_BeginReplayedAfterACrash_CreatesTheJobOnce()
    {
        // The activity has run, its result was lost with the process, the runtime runs it again.
        var crashed = false;
        _harness.AfterActivity = name =>
        {
            if (name != "BeginStep" || crashed) return;
            crashed = true;
            throw new IOException("The process is gone.");
        };
        var definition = Text($"[{Training("t")}]");
        await Assert.ThrowsAsync<IOException>(() => _harness.RunAsync(definition));
        var execution = await _harness.RunAsync(definition);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Single(_harness.Operations.Changes, change => change.StartsWith("CreateTrainingJob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StopWhileAJobRuns_StopsTheJobAndEndsStopped()
    {
        _harness.Operations.LooksInProgress = int.MaxValue - 1;
        var asked = false;
        _harness.AfterActivity = name =>
        {
            if (name != "BeginStep" || asked) return;
            asked = true;
            _harness.SetStatusAsync(ExecutionStatus.Stopping).GetAwaiter().GetResult();
            _harness.Context.Raise(PipelineExecutionWorkflow.StopEvent, true);
        };
        var execution = await _harness.RunAsync(Text($"""[{Training("first")},{Training("second", dependsOn: """["first"]""")}]"""));
        Assert.Equal(ExecutionStatus.Stopped, execution.Status);
        Assert.Contains(_harness.Operations.Changes, change => change.StartsWith("StopTrainingJob", StringComparison.Ordinal));
        Assert.Equal([("first", ExecutionStatus.Stopped)], (await _harness.StatusesAsync()).Select(step => (step.Key, step.Value)));
    }

    [Fact]
    public async Task Run_AgainAfterAFailure_KeepsWhatSucceeded()
    {
        _harness.Operations.Ending = name => new JsonObject { ["Status"] = name.Contains("second", StringComparison.Ordinal) ? "Failed" : "Completed" };
        var definition = Text($"""[{Training("first")},{Training("second", dependsOn: """["first"]""")}]""");
        Assert.Equal(ExecutionStatus.Failed, (await _harness.RunAsync(definition)).Status);

        _harness.Operations.Ending = _ => new JsonObject { ["Status"] = "Completed" };
        await _harness.SetStatusAsync(ExecutionStatus.Executing);
        Assert.Equal(ExecutionStatus.Succeeded, (await _harness.RunAsync(definition)).Status);
        Assert.Equal(
            ["first", "second", "second"],
            _harness.Operations.Changes.Select(change => change.Contains("first", StringComparison.Ordinal) ? "first" : "second"));
    }

    [Fact]
    public async Task Run_ExpressionWithoutAValue_FailsTheStepByName()
    {
        var execution = await _harness.RunAsync(Text($$"""[{{Training("a")}},{{Training("b", """{"X":{"Get":"Steps.a.Nothing.Here"}}""")}}]"""));
        Assert.Contains("step b failed: ClientError: Steps.a.Nothing.Here has no value", execution.FailureReason, StringComparison.Ordinal);
    }
}

using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>Plain boto3, Debian's of 2022 and the one on PATH, configured only by <c>-- env</c>, does whole flows.</summary>
[Collection(PlatformCollection.Name)]
public sealed class Boto3FlowTests(SharedPlatform platform)
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [RequiresFact(PythonModule = "boto3")]
    public Task S3_ObjectsListingsUploads_Work() => RunAsync("flow_s3.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Streams_RecordsAndDelivery_Work() => RunAsync("flow_streams.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Processing_ScriptsAndFailures_Work() => RunAsync("flow_processing.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Training_AlgorithmScriptTuning_Work() => RunAsync("flow_training.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Algorithms_OfEveryImage_TrainAndAnswerAsSageMakers() => RunAsync("flow_algorithms.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Trees_FromRawRowsToATunedJudgedRegisteredModel_Work() => RunAsync("flow_trees.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Training_StoppedKilledWrong_EndsAsItShould() => RunAsync("flow_training_ends.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Serving_RegistryEndpointPipeline_Work() => RunAsync("flow_serving.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Clarify_OfModelsEndpointsAndPredictions_FindsBiasAndReasons() => RunAsync("flow_clarify.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task Monitors_OfAllFourTypes_SpeakWhereTheTrafficWasShifted() => RunAsync("flow_monitors.py");

    [RequiresFact(PythonModule = "boto3")]
    public Task BadInput_OfEveryKind_IsRefusedInAwsWords() => RunAsync("flow_refusals.py");

    [RequiresFact(PythonModule = "boto3", Command = "python3")]
    public async Task NewestClientOnPath_ObjectsStreamsRefusals_Work()
    {
        foreach (var script in new[] { "flow_s3.py", "flow_streams.py", "flow_refusals.py" }) await RunAsync(script, "python3");
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task Readme_Example_PrintsTwoPredictions()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var example = readme.Split("<!-- example -->")[1].Split("<!-- /example -->")[0].Replace("```python", "", StringComparison.Ordinal).Replace("```", "", StringComparison.Ordinal);

        var (exitCode, output) = await Outside.TryAsync(Python, ["-c", example], platform.Environment, Repository.Root, Patience);

        Assert.True(exitCode == 0, output);
        Assert.Matches("\"predicted_label\": ?1.*\"predicted_label\": ?0", output);
    }

    private Task RunAsync(string script, string python = Python) =>
        Outside.RunAsync(python, [script], platform.Environment, Path.Combine(Repository.Root, "tests/Platform.Tests/python"), Patience);
}

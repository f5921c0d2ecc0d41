using MlPlatform.Platform.Benchmarks;
using MlPlatform.Platform.Benchmarks.Learning;

if (args is [TrainingMemoryBenchmark.ChildArgument, var training])
{
    TrainingMemoryBenchmark.FitAndPrint(training);
    return 0;
}

var brief = args.Contains("--brief");
string[] wanted = [.. args.Where(argument => !argument.StartsWith('-'))];
return await BenchmarkRunner.RunAsync(wanted, brief, Console.Out, Console.Error);

using System.Globalization;
using MlPlatform.Platform.Benchmarks;
using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Platform.Benchmarks.Trust;

if (args is [TrainingMemoryBenchmark.ChildArgument, var training])
{
    TrainingMemoryBenchmark.FitAndPrint(training);
    return 0;
}

if (args is [DriftBenchmark.ChildArgument, var columns, var rows])
{
    DriftBenchmark.CompareAndPrint(int.Parse(columns, CultureInfo.InvariantCulture), int.Parse(rows, CultureInfo.InvariantCulture));
    return 0;
}

var brief = args.Contains("--brief");
string[] wanted = [.. args.Where(argument => !argument.StartsWith('-'))];
return await BenchmarkRunner.RunAsync(wanted, brief, Console.Out, Console.Error);

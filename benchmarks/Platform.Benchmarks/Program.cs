using MlPlatform.Platform.Benchmarks;

var brief = args.Contains("--brief");
string[] wanted = [.. args.Where(argument => !argument.StartsWith('-'))];
return await BenchmarkRunner.RunAsync(wanted, brief, Console.Out, Console.Error);

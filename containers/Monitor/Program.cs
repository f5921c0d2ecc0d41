using System.Collections;
using MlPlatform.Jobs.Container;
using MlPlatform.Monitor;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
return MonitorJob.Run(ProcessingContainer.BaseFolder, environment, Console.Out);

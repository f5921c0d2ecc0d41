using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Explanations;
using MlPlatform.Clarify.Results;
using MlPlatform.Jobs.Container;

namespace MlPlatform.Clarify;

/// <summary>One processing job: reads the inputs, analyses, and writes what was found even where a later part fails.</summary>
public static class ClarifyJob
{
    private const string ConfigInput = "analysis_config";
    private const string DatasetInput = "dataset";
    private const string ResultOutput = "analysis_result";

    /// <returns>The exit code: 0, or 1 with the reason in /opt/ml/output/failure.</returns>
    public static int Run(string baseFolder, TextWriter log)
    {
        var container = ProcessingContainer.Open(baseFolder);
        try
        {
            var result = Analyse(container, log);
            container.WriteMessage($"Analysed {result.Rows} rows.");
            return 0;
        }
        catch (ClarifyException fault)
        {
            container.WriteFailure(fault.Message);
            log.WriteLine(fault.Message);
            return 1;
        }
    }

    private static ClarifyResult Analyse(ProcessingContainer container, TextWriter log)
    {
        var config = AnalysisConfigReader.Read(Path.Combine(Input(container, ConfigInput), AnalysisConfigReader.FileName));
        var dataset = DatasetReader.Read(Input(container, DatasetInput), config.Headers);
        log.WriteLine($"Read {dataset.Table.RowCount} rows of {dataset.Table.Columns.Count} columns; {dataset.RejectedRows} lines set aside.");

        var methods = config.Methods!;
        var result = new ClarifyResult
        {
            Title = methods.Report?.Title ?? "Fairness and explanation report",
            Rows = dataset.Table.RowCount,
            RejectedRows = dataset.RejectedRows,
            AsksPreTraining = methods.PreTrainingBias is not null,
            AsksPostTraining = methods.PostTrainingBias is not null,
        };
        try
        {
            var model = container.Inputs.TryGetValue(ModelArchive.Input, out var folder) ? new ScoredModel(ModelArchive.Read(folder), dataset.Table) : null;
            new Analysis(config, dataset, model, log).Run(result);
        }
        finally
        {
            ResultWriter.Write(Output(container), result, methods.Shap?.SaveLocalShapValues ?? true);
        }

        return result;
    }

    private static string Input(ProcessingContainer container, string name) =>
        container.Inputs.GetValueOrDefault(name) ?? throw new ClarifyException($"The job has no input named '{name}'.");

    private static string Output(ProcessingContainer container) =>
        container.Outputs.GetValueOrDefault(ResultOutput)
        ?? (container.Outputs.Count == 1 ? container.Outputs.Values.First() : container.HostPath("/opt/ml/processing/output"));
}

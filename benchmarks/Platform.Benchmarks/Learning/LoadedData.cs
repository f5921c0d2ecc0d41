using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>A data set in memory, as 32-bit numbers, label apart.</summary>
/// <param name="Training">Rows to learn from.</param>
/// <param name="Test">Rows to test on.</param>
internal sealed record LoadedData(TrainingData Training, TrainingData Test)
{
    private const string Label = "target";

    /// <summary>The last four columns, which are codes of categories.</summary>
    public static readonly IReadOnlyList<string> CodeColumns = ["f24", "f25", "f26", "f27"];

    /// <param name="data">The files.</param>
    /// <param name="codesAsCategories">Reads the columns of codes as categories; else everything is a number.</param>
    public static LoadedData Read(DataSet data, bool codesAsCategories = false) =>
        new(ReadPart(data.Train, codesAsCategories), ReadPart(data.Test, codesAsCategories));

    public static TrainingData ReadPart(string path, bool codesAsCategories)
    {
        var options = TableReadOptions.Default with { Threads = 2, NumberWidth = NumberWidth.Bits32, CategoryColumns = codesAsCategories ? [.. CodeColumns] : [] };
        using var stream = File.OpenRead(path);
        return TrainingData.From(TableReader.ReadCsv(stream, options: options).Table, new LabelSchema(Label));
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Results;
using MlPlatform.Learning.Models;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>The files below mitigation/: all figures, and per method its model and its parameters.</summary>
internal static class MitigationFiles
{
    public const string Folder = "mitigation";
    public const string FileName = $"{Folder}/mitigation.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The findings as JSON; an estimate is {value, low, high}.</summary>
    public static JsonObject Describe(MitigationFindings findings, FacetGroup group, string algorithm) => new()
    {
        ["facet"] = group.Facet,
        ["value_or_threshold"] = group.Value,
        ["algorithm"] = algorithm,
        ["performance"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(findings.Performance.ToString()),
        ["verdict"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(findings.Verdict.ToString()),
        ["recommended"] = findings.Recommended,
        ["reason"] = findings.Reason,
        ["front"] = new JsonArray([.. findings.Front.Select(candidate => (JsonNode?)candidate.Name)]),
        ["candidates"] = JsonSerializer.SerializeToNode(findings.Candidates, Options),
    };

    public static void Write(ResultFolder output, JsonObject findings) => output.Write(FileName, stream => Write(stream, findings));

    /// <summary>A method's model as an archive that deploys like any built-in model, and its parameters.</summary>
    public static void Write(ResultFolder output, string method, FittedMethod fitted)
    {
        if (fitted.Model is { } model) output.Write($"{Folder}/{method}/model.tar.gz", stream => Pack(model, stream));
        if (fitted.Parameters is { } parameters)
        {
            output.Write($"{Folder}/{method}/parameters.json", stream => Write(stream, JsonSerializer.SerializeToNode(parameters, parameters.GetType(), Options)!));
        }
    }

    private static void Write(Stream stream, JsonNode node)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        node.WriteTo(json);
    }

    private static void Pack(ITabularModel model, Stream stream)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        bytes.Position = 0;
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(gzip, TarEntryFormat.Gnu);
        tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, ModelFile.FileName) { DataStream = bytes });
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Onnx;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Onnx;

/// <summary>Scores with the real onnxruntime, from npm.</summary>
internal static class OnnxRuntime
{
    private const string Package = "onnxruntime-node@1.24.3";

    private const string Script = """
        const ort = require('onnxruntime-node'), fs = require('fs');
        const [folder, width] = process.argv.slice(1);
        (async () => {
          const session = await ort.InferenceSession.create(folder + '/model.onnx', { logSeverityLevel: 3 });
          const rows = new Float32Array(new Uint8Array(fs.readFileSync(folder + '/rows')).buffer);
          const result = await session.run({ input: new ort.Tensor('float32', rows, [rows.length / width, +width]) });
          fs.writeFileSync(folder + '/outputs', Buffer.from(result.output.data.buffer));
        })().catch(error => { console.error(error); process.exit(1); });
        """;

    /// <summary>Writes a model as ONNX and gives what onnxruntime makes of rows of 32-bit floats.</summary>
    public static async Task<float[]> ScoreAsync(ITabularModel model, double[] rows)
    {
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.File("model.onnx"))) OnnxExport.Write(model, file);
        await File.WriteAllBytesAsync(folder.File("rows"), MemoryMarshal.AsBytes<float>(Array.ConvertAll(rows, value => (float)value)).ToArray());
        var packages = await InstallAsync();
        var start = new ProcessStartInfo("node", ["-e", Script, folder.Path, $"{model.Inputs.Count}"]) { WorkingDirectory = packages, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(errors);
        return MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(folder.File("outputs"))).ToArray();
    }

    /// <summary>Its postinstall script would fetch GPU libraries, which nothing here needs.</summary>
    private static Task<string> InstallAsync()
    {
        Environment.SetEnvironmentVariable("ONNXRUNTIME_NODE_INSTALL", "skip");
        return NodePackages.InstallAsync(Package);
    }
}

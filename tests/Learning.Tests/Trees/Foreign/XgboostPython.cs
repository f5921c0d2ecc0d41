using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

/// <summary>Debian's xgboost, which trains, saves and predicts what tests ask for; one process for all tests of a class.</summary>
public sealed class XgboostPython : IDisposable
{
    private const string Worker = """
        import sys, base64, traceback, numpy as np, xgboost as xgb
        rng = np.random.default_rng(7)
        X = rng.normal(size=(3000, 6)).astype(np.float32)
        X[:, 4] = rng.integers(0, 7, 3000)
        X[:, 5] = rng.integers(0, 70, 3000)
        X[rng.random(X.shape) < .05] = np.nan
        Z = np.nan_to_num(X)
        signal = Z[:, 0] * Z[:, 1] + np.sin(3 * Z[:, 2]) + (Z[:, 4] % 3) - (Z[:, 5] % 5 == 2) + .3 * rng.normal(size=3000)
        for line in sys.stdin:
            out, script = [base64.b64decode(part).decode() for part in line.split()]
            def save(booster, rows):
                booster.save_model(out + '/model.json')
                booster.save_model(out + '/model.ubj')
                rows.astype(np.float32).tofile(out + '/rows')
                d = xgb.DMatrix(rows, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True)
                booster.predict(d).astype(np.float32).tofile(out + '/predictions')
                booster.predict(d, output_margin=True).astype(np.float32).tofile(out + '/margins')
            try:
                exec(script, dict(globals()))
                print('done', flush=True)
            except Exception:
                print(traceback.format_exc().replace('\n', ' | '), flush=True)
        """;

    private readonly Lazy<Process> worker = new(Start);

    /// <summary>Runs a script that sees <c>X</c> (3000 × 6, gaps, two columns of codes), <c>Z</c> (X without gaps), <c>signal</c>, and calls <c>save(booster, rows)</c>.</summary>
    internal XgboostRun Run(string script)
    {
        using var folder = new TemporaryFolder();
        worker.Value.StandardInput.WriteLine($"{Base64(folder.Path)} {Base64(script)}");
        worker.Value.StandardInput.Flush();
        var answer = worker.Value.StandardOutput.ReadLine();
        if (answer != "done") throw new InvalidOperationException(answer ?? "Python ended.");
        float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.File(name))).ToArray();
        return new XgboostRun(
            File.ReadAllBytes(folder.File("model.json")), File.ReadAllBytes(folder.File("model.ubj")),
            Array.ConvertAll(Floats("rows"), value => (double)value), Floats("predictions"), Floats("margins"));
    }

    public void Dispose()
    {
        if (!worker.IsValueCreated) return;
        worker.Value.StandardInput.Close();
        worker.Value.WaitForExit();
        worker.Value.Dispose();
    }

    private static Process Start() => Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "-c", Worker])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment = { ["OMP_NUM_THREADS"] = "1" },
    })!;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>A model in both forms, rows, and what xgboost itself says of them.</summary>
internal sealed record XgboostRun(byte[] Json, byte[] Ubjson, double[] Rows, float[] Predictions, float[] Margins);

using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

/// <summary>Lets Debian's xgboost train, save and predict.</summary>
internal static class XgboostPython
{
    private const string Prologue = """
        import sys, json, numpy as np, xgboost as xgb
        out = sys.argv[1]
        rng = np.random.default_rng(7)
        def save(booster, X):
            booster.save_model(out + '/model.json')
            booster.save_model(out + '/model.ubj')
            X.astype(np.float32).tofile(out + '/rows')
            d = xgb.DMatrix(X, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True)
            booster.predict(d).astype(np.float32).tofile(out + '/predictions')
            booster.predict(d, output_margin=True).astype(np.float32).tofile(out + '/margins')
        X = rng.normal(size=(3000, 6)).astype(np.float32)
        X[:, 4] = rng.integers(0, 7, 3000)
        X[:, 5] = rng.integers(0, 70, 3000)
        X[rng.random(X.shape) < .05] = np.nan
        Z = np.nan_to_num(X)
        signal = Z[:, 0] * Z[:, 1] + np.sin(3 * Z[:, 2]) + (Z[:, 4] % 3) - (Z[:, 5] % 5 == 2) + .3 * rng.normal(size=3000)

        """;

    /// <summary>Runs a script after X and signal are made; it calls <c>save(booster, X)</c>.</summary>
    public static XgboostRun Run(string script)
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Prologue + script, folder.Path]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(errors);
        byte[] Bytes(string name) => File.ReadAllBytes(System.IO.Path.Combine(folder.Path, name));
        float[] Floats(string name)
        {
            var bytes = Bytes(name);
            var floats = new float[bytes.Length / sizeof(float)];
            Buffer.BlockCopy(bytes, 0, floats, 0, bytes.Length);
            return floats;
        }

        return new XgboostRun(Bytes("model.json"), Bytes("model.ubj"), Array.ConvertAll(Floats("rows"), v => (double)v), Floats("predictions"), Floats("margins"));
    }
}

/// <summary>A model in both forms, rows, and what xgboost itself says of them.</summary>
internal sealed record XgboostRun(byte[] Json, byte[] Ubjson, double[] Rows, float[] Predictions, float[] Margins);

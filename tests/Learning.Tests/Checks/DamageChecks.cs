using System.Runtime.InteropServices;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>Model files whose checksums are right and whose content is not: refused, or scored without harm.</summary>
public sealed class DamageChecks
{
    private const int Damages = 300;

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void EveryAbsentArray_IsRefused(string algorithm, LearningTask task)
    {
        var (manifest, arrays) = Parts(algorithm, task);
        for (var absent = 0; absent < arrays.Count; absent++)
        {
            var rest = arrays.Where((_, i) => i != absent).ToArray();
            Assert.Throws<LearningException>(() => ModelReader.Read(Written(manifest, rest)));
        }
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void RandomDamage_IsRefusedOrScored(string algorithm, LearningTask task)
    {
        var (manifest, arrays) = Parts(algorithm, task);
        var random = new SeededRandom(5);
        for (var damage = 0; damage < Damages; damage++)
        {
            var at = random.NextInt32(arrays.Count);
            var name = arrays[at].Entry.Name;
            var damaged = arrays.Select((array, i) => i == at ? Damaged(array, random) : array).ToArray();
            var error = Record.Exception(() => Score(ModelReader.Read(Written(manifest, damaged))));
            Assert.True(error is null or LearningException, $"Damage {damage} to '{name}' gives {error}");
        }
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void OtherInputs_AreRefusedOrScored(string algorithm, LearningTask task)
    {
        var (manifest, arrays) = Parts(algorithm, task);
        ModelManifest[] wrong =
        [
            manifest with { Inputs = [.. manifest.Inputs.Take(2)] },
            manifest with { Inputs = [] },
            manifest with { Inputs = [.. manifest.Inputs, new ColumnSchema("more", ColumnType.Number)] },
            manifest with { Inputs = [.. manifest.Inputs.Select(input => input with { Type = ColumnType.Number, Categories = null })] },
            manifest with { Inputs = [.. manifest.Inputs.Select(input => input with { Type = ColumnType.Category, Categories = ["a"] })] },
            manifest with { Settings = null },
            manifest with { Label = null },
            manifest with { Hyperparameters = new Dictionary<string, string> { ["nonsense"] = "1" } },
        ];
        foreach (var (index, other) in wrong.Index())
        {
            var error = Record.Exception(() => Score(ModelReader.Read(Written(other, arrays))));
            Assert.True(error is null or LearningException, $"Manifest {index} gives {error}");
        }
    }

    private static (ModelManifest Manifest, IReadOnlyList<NamedArray> Arrays) Parts(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var file = ModelFile.Read(EstimatorCase.Bytes(subject.Fit(subject.Data(120))));
        return (file.Manifest, [.. file.Manifest.Arrays.Select(entry => Copy(file, entry))]);
    }

    private static NamedArray Copy(ModelFile file, ArrayEntry entry) => entry.Type switch
    {
        "f64" => NamedArray.Of(entry.Name, file.Array<double>(entry.Name)),
        "f32" => NamedArray.Of(entry.Name, file.Array<float>(entry.Name)),
        "i32" => NamedArray.Of(entry.Name, file.Array<int>(entry.Name)),
        _ => NamedArray.Of(entry.Name, file.Array<byte>(entry.Name)),
    };

    /// <summary>Shorter, longer, of another type, or with a value that has no business there.</summary>
    private static NamedArray Damaged(NamedArray array, SeededRandom random)
    {
        var name = array.Entry.Name;
        int[] bad = [-1, int.MinValue, int.MaxValue, 1 << 20, 1, 0, -2];
        double[] worse = [double.NaN, double.PositiveInfinity, -1, 1e300, 0];
        switch (array.Entry.Type)
        {
            case "f64":
                return Cut(name, MemoryMarshal.Cast<byte, double>(array.Bytes).ToArray(), worse[random.NextInt32(worse.Length)], random);
            case "f32":
                return Cut(name, MemoryMarshal.Cast<byte, float>(array.Bytes).ToArray(), (float)worse[random.NextInt32(worse.Length)], random);
            case "i32":
                return Cut(name, MemoryMarshal.Cast<byte, int>(array.Bytes).ToArray(), bad[random.NextInt32(bad.Length)], random);
            default:
                return Cut(name, array.Bytes.ToArray(), (byte)random.NextInt32(256), random);
        }
    }

    private static NamedArray Cut<T>(string name, T[] values, T bad, SeededRandom random) where T : unmanaged
    {
        switch (random.NextInt32(values.Length == 0 ? 2 : 6))
        {
            case 0:
                return NamedArray.Of(name, (T[])[.. values, bad]);
            case 1:
                return NamedArray.Of(name, (byte[])[1, 2, 3]);
            case 2:
                return NamedArray.Of(name, values[..random.NextInt32(values.Length)]);
            default:
                values[random.NextInt32(values.Length)] = bad;
                return NamedArray.Of(name, values);
        }
    }

    private static byte[] Written(ModelManifest manifest, IReadOnlyList<NamedArray> arrays)
    {
        var stream = new MemoryStream();
        ModelFile.Write(stream, manifest, arrays);
        return stream.ToArray();
    }

    private static void Score(ITabularModel model)
    {
        var outputs = new double[model.Output.Width];
        model.Score(new double[model.Inputs.Count], outputs);
        model.Score([.. model.Inputs.Select(_ => double.NaN)], outputs);
    }
}

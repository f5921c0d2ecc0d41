using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests;

public sealed class ModelFileTests
{
    // One split of f0 at 2.5 into -1 and 2, over a base score of 0.5, as xgboost 1.7 writes it.
    private const string XgboostStump = """
        {"learner":{"attributes":{},"feature_names":[],"feature_types":[],"gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"1","size_leaf_vector":"0"},
        "tree_info":[0],"trees":[{"base_weights":[0,-1,2],"categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],"default_left":[1,0,0],"id":0,
        "left_children":[1,-1,-1],"loss_changes":[1,0,0],"parents":[2147483647,0,0],"right_children":[2,-1,-1],"split_conditions":[2.5,-1,2],"split_indices":[0,0,0],
        "split_type":[0,0,0],"sum_hessian":[2,1,1],"tree_param":{"num_deleted":"0","num_feature":"1","num_nodes":"3","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","boost_from_average":"1","num_class":"0","num_feature":"1","num_target":"1"},
        "objective":{"name":"reg:squarederror","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[1,7,4]}
        """;

    private static readonly byte[] Bytes = Saved();

    [Fact]
    public void Model_MappedFromDisk_ScoresAsFromBytes()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ModelFile.FileName);
        File.WriteAllBytes(path, Bytes);
        Assert.Equal(ModelReader.Read(Bytes).ScoreOne([2.5, 1]), ModelReader.Open(path).ScoreOne([2.5, 1]));
        Assert.Equal(ModelReader.Read(Bytes).ScoreOne([2.5, 1]), ModelReader.FindInFolder(folder.Path)!.ScoreOne([2.5, 1]));
    }

    [Fact]
    public void Memory_OfAMappedFile_OutlivesTheFileObject()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m");
        File.WriteAllBytes(path, Bytes);
        var weights = Opened(path);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(ModelFile.Read(Bytes).Array<double>("weights"), weights.ToArray());

        static ReadOnlyMemory<double> Opened(string path) => ModelFile.Open(path).Memory<double>("weights");
    }

    [Fact]
    public void EveryAlteredByte_IsRefused()
    {
        for (var i = 0; i < Bytes.Length; i++)
        {
            foreach (var flip in (byte[])[1, 0x10, 0xFF])
            {
                var altered = (byte[])Bytes.Clone();
                altered[i] ^= flip;
                Assert.Throws<LearningException>(() => ModelReader.Read(altered));
            }
        }
    }

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Bytes.Length; length++)
        {
            Assert.Throws<LearningException>(() => ModelReader.Read(Bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void EmptyFile_OnDisk_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ModelFile.FileName);
        File.WriteAllBytes(path, []);
        Assert.Contains("only 0 bytes", Assert.Throws<LearningException>(() => ModelReader.Open(path)).Message);
    }

    [Fact]
    public void BytesAfterTheEnd_AreRefused() =>
        Assert.Contains("should have", Assert.Throws<LearningException>(() => ModelReader.Read((byte[])[.. Bytes, 0])).Message);

    [Fact]
    public void NewerVersion_IsNamed()
    {
        var bytes = (byte[])Bytes.Clone();
        bytes[8] = 9;
        Assert.Contains("version is 9", Assert.Throws<LearningException>(() => ModelReader.Read(bytes)).Message);
    }

    [Fact]
    public void AlteredArray_IsNamed()
    {
        var bytes = (byte[])Bytes.Clone();
        bytes[^FileHeader.Alignment] ^= 1;
        Assert.Contains("array 'encoding.states' does not match its checksum", Assert.Throws<LearningException>(() => ModelReader.Read(bytes)).Message);
    }

    [Fact]
    public void Manifest_NamesItsWriterAndHashesEveryArray()
    {
        var manifest = ModelFile.Read(Bytes).Manifest;
        Assert.StartsWith("MlPlatform.Learning ", manifest.WrittenBy);
        Assert.Equal("0", manifest.Hyperparameters["seed"]);
        Assert.All(manifest.Arrays, array => Assert.Equal(64, array.Sha256.Length));
    }

    [Fact]
    public void Archive_WithTheModelAmongOthers_YieldsIt() =>
        Assert.Equal("linear-learner", ModelReader.FindInArchive(Archive(("notes.txt", [1]), ("model.json", [2]), ("./model.mlp", Bytes)))!.Algorithm);

    [Fact]
    public void Archive_OfSageMakersXgboost_YieldsItsTrees()
    {
        var model = ModelReader.FindInArchive(Archive(("notes.txt", [1]), ("xgboost-model", Encoding.UTF8.GetBytes(XgboostStump))))!;
        Assert.Equal("xgboost", model.Algorithm);
        Assert.Equal(-1 + 0.5, model.ScoreOne([1]), 6);
        Assert.Equal(2 + 0.5, model.ScoreOne([4]), 6);
    }

    [Fact]
    public void Folder_OfSageMakersXgboost_YieldsItsTrees()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "xgboost-model"), XgboostStump);
        Assert.Equal("xgboost", ModelReader.FindInFolder(folder.Path)!.Algorithm);
    }

    [Fact]
    public void Archive_WithoutAModel_YieldsNone() => Assert.Null(ModelReader.FindInArchive(Archive(("notes.txt", [1]))));

    [Fact]
    public void Archive_ThatIsNone_IsRefused() =>
        Assert.Throws<LearningException>(() => ModelReader.FindInArchive(new MemoryStream([1, 2, 3, 4, 5])));

    private static MemoryStream Archive(params (string Name, byte[] Bytes)[] files)
    {
        var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, bytes) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static byte[] Saved()
    {
        var stream = new MemoryStream();
        LinearLearner.Fit(Samples.Mixed(), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None).Save(stream);
        return stream.ToArray();
    }
}

using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Algorithms.Training;

/// <summary>Reads libsvm files as XGBoost does: a feature that a line does not name is missing, <c>qid</c> groups the rows of a ranking.</summary>
internal static class LibsvmChannel
{
    /// <param name="channel">For messages.</param>
    /// <param name="files">Read one after another.</param>
    /// <param name="training">Whose columns the channel must have; null for the training channel itself.</param>
    /// <param name="needsLabel">Whether the algorithm learns from the label, which every line has.</param>
    public static TrainingData Read(string channel, string[] files, TrainingData? training, bool needsLabel)
    {
        using var stream = Open(files);
        var options = new LibsvmOptions { AbsentIsMissing = true, FeatureCount = training?.Features.Columns.Count };
        var table = ChannelReader.Whole(channel, LibsvmReader.Read(stream, options));
        if (table.Columns.Count < 2) throw new LearningException($"In the channel '{channel}': the label alone is no data; features must follow it.");
        var groups = table.Find(LibsvmReader.QueryColumn) is NumberColumn queries ? Array.ConvertAll(queries.ToArray(), query => (int)query) : null;
        if (groups is not null) table = table.Without(LibsvmReader.QueryColumn);
        return needsLabel
            ? TrainingData.From(table, training?.Label ?? new LabelSchema(LibsvmReader.LabelColumn)) with { Groups = groups }
            : TrainingData.Unlabelled(table.Without(LibsvmReader.LabelColumn));
    }

    private static Stream Open(string[] files)
    {
        if (files.Length == 1) return File.OpenRead(files[0]);
        var joined = new MemoryStream();
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            stream.CopyTo(joined);
            joined.WriteByte((byte)'\n');
        }

        joined.Position = 0;
        return joined;
    }
}

using System.Text;

namespace MlPlatform.Clarify.Results;

/// <summary>The folder of results. A file appears whole or not at all: it is written beside its name and renamed.</summary>
internal sealed class ResultFolder
{
    private readonly string path;

    public ResultFolder(string path)
    {
        this.path = path;
        Directory.CreateDirectory(path);
    }

    /// <summary>Writes a file, or replaces it.</summary>
    /// <param name="name">Its path below the folder.</param>
    /// <param name="content">Writes what is in it.</param>
    public void Write(string name, Action<Stream> content)
    {
        var target = Path.Combine(path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = target + ".part";
        try
        {
            using (var stream = File.Create(unfinished)) content(stream);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes lines of text in UTF-8, each ended by a line feed.</summary>
    public void WriteLines(string name, IEnumerable<string> lines) => Write(name, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var line in lines) text.WriteLine(line);
    });
}

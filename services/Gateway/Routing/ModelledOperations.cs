using System.Collections.Frozen;

namespace MlPlatform.Gateway;

/// <summary>The targets AWS knows in the services the platform speaks: tells what is not implemented here from what does not exist.</summary>
internal static class ModelledOperations
{
    private static readonly FrozenSet<string> Targets = Read();

    public static bool Contains(string target) => Targets.Contains(target);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(ModelledOperations).Assembly.GetManifestResourceStream("modelled-operations.txt")
            ?? throw new InvalidOperationException("modelled-operations.txt is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.ToFrozenSet(StringComparer.Ordinal);
    }
}

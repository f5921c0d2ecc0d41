using Google.Protobuf.Collections;

namespace MlPlatform.Dapr;

/// <summary>Fills the metadata of messages.</summary>
internal static class MapFieldExtensions
{
    /// <summary>Adds every entry; none when there are no entries.</summary>
    public static void AddAll(this MapField<string, string> map, IEnumerable<KeyValuePair<string, string>>? entries)
    {
        foreach (var (name, value) in entries ?? [])
        {
            map[name] = value;
        }
    }
}

using System.Text.Json;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.Secrets;

/// <summary>The secrets building block over local JSON files; nested names are joined with the component's separator.</summary>
internal sealed class SecretBlock(ResourceSet resources, string dataFolder)
{
    public IReadOnlyDictionary<string, string> Get(string appId, string storeName, string key)
    {
        var secrets = Read(Store(appId, storeName));
        return secrets.TryGetValue(key, out var value)
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value }
            : throw RuntimeErrors.SecretGet.With($"failed getting secret with key {key} from secret store {storeName}: secret {key} not found");
    }

    public IReadOnlyDictionary<string, string> GetAll(string appId, string storeName) => Read(Store(appId, storeName));

    private Component Store(string appId, string name)
    {
        var stores = resources.OfType(ComponentTypes.Secrets, appId).ToList();
        if (stores.Count == 0) throw RuntimeErrors.SecretStoresNotConfigured.With("secret store is not configured");
        return stores.Find(store => store.Name == name) ?? throw RuntimeErrors.SecretStoreNotFound.With($"failed finding secret store with key {name}");
    }

    /// <summary>Reads the file anew each time, so that a changed secret is seen; a relative path is below the data folder.</summary>
    private Dictionary<string, string> Read(Component store)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(dataFolder, store.Setting("secretsFile") ?? "secrets.json");
        if (!File.Exists(path)) return secrets;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            Flatten(document.RootElement, "", store.Setting("nestedSeparator") ?? ":", secrets);
            return secrets;
        }
        catch (JsonException)
        {
            // The parser's message may quote the file, so it goes no further.
            throw RuntimeErrors.SecretGet.With($"the file of secret store {store.Name} is not valid JSON");
        }
    }

    private static void Flatten(JsonElement element, string name, string separator, Dictionary<string, string> secrets)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Flatten(member.Value, Join(name, member.Name, separator), separator, secrets);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index()) Flatten(item, Join(name, $"{index}", separator), separator, secrets);
                break;
            default:
                secrets[name] = element.ToString();
                break;
        }
    }

    private static string Join(string prefix, string name, string separator) => prefix.Length == 0 ? name : prefix + separator + name;
}

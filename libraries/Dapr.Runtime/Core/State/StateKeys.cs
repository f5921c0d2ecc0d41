using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.State;

/// <summary>The key a value is stored under: Dapr's prefix strategies (appid, name, none, or a text of one's own).</summary>
internal static class StateKeys
{
    private const string Separator = "||";

    public static string Stored(Component store, string appId, string key)
    {
        if (key.Length == 0) throw RuntimeErrors.MalformedRequest.With("the key of a state operation is empty");
        if (key.Contains(Separator, StringComparison.Ordinal))
        {
            throw RuntimeErrors.MalformedRequest.With($"input key/keyPrefix '{key}' can't contain '{Separator}'");
        }

        return (store.Setting("keyPrefix") ?? "appid") switch
        {
            "none" => key,
            "name" => store.Name + Separator + key,
            "appid" or "" => appId + Separator + key,
            var prefix => prefix + Separator + key,
        };
    }
}

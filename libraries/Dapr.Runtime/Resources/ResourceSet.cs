namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>What the resources folder declares.</summary>
internal sealed record ResourceSet(
    IReadOnlyList<Component> Components, IReadOnlyList<SubscriptionResource> Subscriptions, ResiliencyPolicies Resiliency)
{
    /// <summary>The components of one type that an app may use, by name.</summary>
    public IEnumerable<Component> OfType(string type, string appId) =>
        Components.Where(component => component.Type == type && component.IsFor(appId));
}

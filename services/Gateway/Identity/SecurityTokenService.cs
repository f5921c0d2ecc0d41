using System.Xml.Linq;
using Microsoft.Extensions.Primitives;

namespace MlPlatform.Gateway;

/// <summary>The operations of STS.</summary>
internal static class SecurityTokenService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>The account and user behind the key that signed.</summary>
    public static QueryAnswer GetCallerIdentity(Dictionary<string, StringValues> input, Caller caller) => new(
        Namespace,
        new XElement("Arn", $"arn:aws:iam::{caller.Credential.AccountId}:user/{caller.Credential.UserName}"),
        new XElement("UserId", caller.Credential.AccessKeyId),
        new XElement("Account", caller.Credential.AccountId));
}

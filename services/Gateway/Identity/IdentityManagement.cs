using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Primitives;
using MlPlatform.Aws.Protocols;

namespace MlPlatform.Gateway;

/// <summary>The operations of IAM. The platform keeps no roles: every well-formed name is one, which is what the SDKs ask for.</summary>
internal static partial class IdentityManagement
{
    private const string Namespace = "https://iam.amazonaws.com/doc/2010-05-08/";
    private const string SinceAlways = "2020-01-01T00:00:00Z";
    private const string TrustsSageMaker =
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A"
        + "%22sagemaker.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";

    /// <summary>The role of a name, in the caller's account.</summary>
    public static QueryAnswer GetRole(Dictionary<string, StringValues> input, Caller caller)
    {
        var name = input.TryGetValue("RoleName", out var given) ? given.ToString() : "";
        if (!RoleName().IsMatch(name))
        {
            throw new RefusedException(new WireError(400, "ValidationError", $"The value '{name}' at 'roleName' is not the name of a role."));
        }

        return new QueryAnswer(Namespace, new XElement("Role",
            new XElement("Path", "/"),
            new XElement("RoleName", name),
            new XElement("RoleId", $"AROA{name.ToUpperInvariant()}"),
            new XElement("Arn", $"arn:aws:iam::{caller.Credential.AccountId}:role/{name}"),
            new XElement("CreateDate", SinceAlways),
            new XElement("AssumeRolePolicyDocument", TrustsSageMaker),
            new XElement("MaxSessionDuration", "3600")));
    }

    [GeneratedRegex(@"^[\w+=,.@-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoleName();
}

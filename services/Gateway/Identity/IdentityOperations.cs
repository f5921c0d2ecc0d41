using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using MlPlatform.Aws.Protocols;

namespace MlPlatform.Gateway;

/// <summary>The query-protocol operations about who is calling, which the Gateway answers itself: STS and IAM.</summary>
internal sealed class IdentityOperations
{
    private readonly Dictionary<string, Func<Dictionary<string, StringValues>, Caller, QueryAnswer>> _operations = new(StringComparer.Ordinal)
    {
        ["GetCallerIdentity"] = SecurityTokenService.GetCallerIdentity,
        ["GetRole"] = IdentityManagement.GetRole,
    };

    /// <summary>Answers the operation that the form, or the query of a presigned address, names.</summary>
    /// <exception cref="RefusedException">There is no such operation here, or its input is wrong.</exception>
    public Task AnswerAsync(HttpContext http, ReadOnlyMemory<byte> form, Caller caller)
    {
        var input = QueryHelpers.ParseQuery(form.IsEmpty ? http.Request.QueryString.Value : Encoding.UTF8.GetString(form.Span));
        var action = input.TryGetValue("Action", out var named) ? named.ToString() : "";
        if (!_operations.TryGetValue(action, out var operation)) throw Unknown(action);

        var answer = operation(input, caller);
        var body = Encoding.UTF8.GetBytes(answer.ToXml(action, caller.RequestId));
        http.Response.ContentType = "text/xml";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static RefusedException Unknown(string action) =>
        new(new WireError(400, "InvalidAction", action.Length == 0 ? "The form names no Action." : $"The action {action} is not implemented here."));
}

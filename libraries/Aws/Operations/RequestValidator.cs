using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MlPlatform.Aws;

/// <summary>Checks a request against the annotations of its record, and says what is wrong in the words of AWS.</summary>
public static class RequestValidator
{
    private const int MaximumErrors = 10;
    private static readonly ConcurrentDictionary<Type, Member[]> MembersByType = new();

    /// <exception cref="AwsException"><see cref="AwsErrorCode.Validation"/>, naming every member at fault.</exception>
    public static void Validate(object request)
    {
        var errors = new List<string>();
        Walk(request, "", errors);
        if (errors.Count == 0) return;
        var count = errors.Count == 1 ? "1 validation error" : $"{errors.Count} validation errors";
        throw AwsException.Validation($"{count} detected: {string.Join("; ", errors)}");
    }

    private static void Walk(object value, string path, List<string> errors)
    {
        foreach (var member in MembersByType.GetOrAdd(value.GetType(), FindMembers))
        {
            if (errors.Count >= MaximumErrors) return;
            var memberPath = path.Length == 0 ? member.WireName : $"{path}.{member.WireName}";
            Check(member, member.Property.GetValue(value), memberPath, errors);
        }
    }

    private static void Check(Member member, object? value, string path, List<string> errors)
    {
        foreach (var rule in member.Rules)
        {
            if (rule.IsValid(value)) continue;
            errors.Add($"Value {Quoted(value)} at '{path}' failed to satisfy constraint: {Constraint(rule)}");
            return;
        }

        Descend(value, path, errors);
    }

    private static void Descend(object? value, string path, List<string> errors)
    {
        switch (value)
        {
            case null or string or byte[]:
                return;
            case IDictionary map:
                foreach (DictionaryEntry entry in map) Descend(entry.Value, $"{path}.{entry.Key}", errors);
                return;
            case IEnumerable list:
                var index = 1;
                foreach (var item in list)
                {
                    if (item is null || !IsRecord(item.GetType())) return;
                    Walk(item, $"{path}.{index++}.member", errors);
                }

                return;
            default:
                if (IsRecord(value.GetType())) Walk(value, path, errors);
                return;
        }
    }

    private static bool IsRecord(Type type) => type.IsClass && type.Namespace?.StartsWith("MlPlatform.", StringComparison.Ordinal) == true;

    private static Member[] FindMembers(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.GetIndexParameters().Length == 0
           let rules = property.GetCustomAttributes<ValidationAttribute>().ToArray()
           where rules.Length > 0 || MayHoldRecords(property.PropertyType)
           select new Member(property, CamelCase(property.Name), [.. rules.OrderBy(rule => rule is RequiredAttribute ? 0 : 1)]),
    ];

    private static bool MayHoldRecords(Type type) =>
        IsRecord(type) || (type != typeof(string) && type != typeof(byte[]) && typeof(IEnumerable).IsAssignableFrom(type));

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Quoted(object? value) => value switch
    {
        null => "null",
        string or ValueType => $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}'",
        _ => "[...]",
    };

    private static string Constraint(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "Member must not be null",
        RegularExpressionAttribute pattern => $"Member must satisfy regular expression pattern: {pattern.Pattern}",
        AllowedValuesAttribute allowed => $"Member must satisfy enum value set: [{string.Join(", ", allowed.Values.Where(value => value is not null))}]",
        RangeAttribute range => $"Member must have value between {range.Minimum} and {range.Maximum}",
        StringLengthAttribute { MinimumLength: > 0 } length =>
            $"Member must have length between {length.MinimumLength} and {length.MaximumLength}",
        StringLengthAttribute length => $"Member must have length less than or equal to {length.MaximumLength}",
        MaxLengthAttribute length => $"Member must have length less than or equal to {length.Length}",
        MinLengthAttribute length => $"Member must have length greater than or equal to {length.Length}",
        _ => rule.FormatErrorMessage("Member"),
    };

    private sealed record Member(PropertyInfo Property, string WireName, ValidationAttribute[] Rules);
}

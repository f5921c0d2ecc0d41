namespace MlPlatform.Contracts;

/// <summary>The patterns that AWS requires of names, for <c>[RegularExpression]</c>.</summary>
public static class Names
{
    /// <summary>A SageMaker resource: 1 to 63 letters, digits and inner hyphens.</summary>
    public const string Resource = "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$";

    /// <summary>A SageMaker hyperparameter tuning job: 1 to 32 letters, digits and inner hyphens.</summary>
    public const string TuningJob = "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}$";

    /// <summary>A SageMaker pipeline: 1 to 256 letters, digits and inner hyphens.</summary>
    public const string Pipeline = "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}$";

    /// <summary>A Kinesis or Firehose stream.</summary>
    public const string Stream = "^[a-zA-Z0-9_.-]{1,128}$";

    /// <summary>An S3 address.</summary>
    public const string S3Uri = "^(https|s3)://([^/]+)/?(.*)$";

    /// <summary>An IAM role.</summary>
    public const string RoleArn = @"^arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$";
}

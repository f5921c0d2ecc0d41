using System.Text;
using Microsoft.AspNetCore.Http;
using MlPlatform.Testing;

namespace MlPlatform.Gateway.Tests;

/// <summary>Debian's boto3, a client of 2022, and the one on PATH: what they sign is accepted and what they read are AWS's errors.</summary>
public sealed class PythonClientTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private const string Python = "/usr/bin/python3";
    private const string Client = """
        import boto3, os, botocore, urllib.request
        from botocore.config import Config
        def client(service, **more): return boto3.client(service, endpoint_url=os.environ['ENDPOINT'], **more)

        """;

    [RequiresFact(PythonModule = "boto3")]
    public async Task JsonOperation_Signed_ReachesItsOwnerWithTheCaller()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (http, _) =>
        {
            http.Response.ContentType = "application/x-amz-json-1.1";
            return http.Response.WriteAsync("""{"TrainingJobSummaries":[]}""");
        };

        await RunAsync("client('sagemaker').list_training_jobs(NameContains='a b')");

        var request = Assert.Single(gateway.Sidecar.Received);
        Assert.Equal("/v1.0/invoke/training/method/", request.Target);
        Assert.Equal("SageMaker.ListTrainingJobs", request.Headers["x-amz-target"]);
        Assert.Equal(RunningGateway.Account, request.Headers["x-mlp-account"]);
        Assert.Equal("eu-central-1", request.Headers["x-mlp-region"]);
        Assert.Equal("sidecar-token", request.Headers["dapr-api-token"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal("""{"NameContains": "a b"}""", Encoding.UTF8.GetString(request.Body));
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task Invocation_Signed_KeepsPathAndContentType()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (http, _) => http.Response.WriteAsync("0.5");

        var printed = await RunAsync("print(client('sagemaker-runtime').invoke_endpoint(EndpointName='e-1', Body=b'1,2', ContentType='text/csv')['Body'].read())");

        var request = Assert.Single(gateway.Sidecar.Received);
        Assert.Equal("b'0.5'", printed);
        Assert.Equal("/v1.0/invoke/serving/method/endpoints/e-1/invocations", request.Target);
        Assert.Equal("text/csv", request.Headers["Content-Type"]);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task PutObject_AfterAnEmptyOneOrARefusedOne_IsAnswered()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (_, _) => Task.CompletedTask;

        await RunAsync("""
            once = Config(read_timeout=10, retries={'total_max_attempts': 1})
            s3, other = client('s3', config=once), client('s3', config=once, aws_secret_access_key='other', aws_access_key_id=os.environ['AWS_ACCESS_KEY_ID'])
            for body in (b'', b'1', b'', b'', b'22'): s3.put_object(Bucket='bucket', Key='a', Body=body)
            for _ in range(3):
                try: other.put_object(Bucket='bucket', Key='a', Body=b'x' * 100000)
                except botocore.exceptions.ClientError as error: assert error.response['Error']['Code'] == 'SignatureDoesNotMatch', error
                else: raise AssertionError('accepted')
            """);

        Assert.Equal([0, 1, 0, 0, 2], gateway.Sidecar.Received.Select(request => request.Body.Length));
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task PutObject_AwkwardKey_ArrivesWholeWithItsRawTarget()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (_, _) => Task.CompletedTask;

        await RunAsync("client('s3').put_object(Bucket='bucket', Key='a b/ü+(1)//../c', Body=b'x' * 300000, Metadata={'m': '1'})");

        var request = Assert.Single(gateway.Sidecar.Received);
        Assert.Equal("PUT", request.Method);
        Assert.Equal("/bucket/a%20b/%C3%BC%2B%281%29//../c", request.Headers["x-mlp-raw-target"]);
        Assert.Equal("/v1.0/invoke/storage/method/", request.Target);
        Assert.Equal(300000, request.Body.Length);
        Assert.Equal("1", request.Headers["x-amz-meta-m"]);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task HeadObject_Found_GivesLengthAndMetadataWithoutABody()
    {
        gateway.Sidecar.Answer = static (http, _) =>
        {
            http.Response.ContentLength = 12345;
            http.Response.Headers.ETag = "\"e\"";
            http.Response.Headers["x-amz-meta-colour"] = "blue";
            return Task.CompletedTask;
        };

        var printed = await RunAsync("h = client('s3').head_object(Bucket='bucket', Key='key'); print(h['ContentLength'], h['ETag'], h['Metadata'])");

        Assert.Equal("12345 \"e\" {'colour': 'blue'}", printed);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task PresignedAddress_SigV2AndSigV4_AreTaken()
    {
        gateway.Sidecar.Forget();

        await RunAsync("""
            for version in ('s3', 's3v4'):
                s3 = client('s3', config=Config(signature_version=version))
                urllib.request.urlopen(s3.generate_presigned_url('get_object', Params={'Bucket': 'bucket', 'Key': 'a b', 'ResponseContentType': 'text/plain'}))
            """);

        Assert.Equal(2, gateway.Sidecar.Received.Count);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task PresignedAddress_Tampered_IsRefused()
    {
        var printed = await RunAsync("""
            for version in ('s3', 's3v4'):
                s3 = client('s3', config=Config(signature_version=version))
                url = s3.generate_presigned_url('get_object', Params={'Bucket': 'bucket', 'Key': 'mine'})
                try: urllib.request.urlopen(url.replace('mine', 'yours'))
                except urllib.error.HTTPError as e: print(e.code, 'SignatureDoesNotMatch' in e.read().decode())
            """);

        Assert.Equal("403 True\n403 True", printed);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task WrongSecret_EveryProtocol_GivesTheErrorsOfAws()
    {
        var printed = await RunAsync("""
            from botocore.exceptions import ClientError
            def code(call):
                try: call()
                except ClientError as e: print(e.response['ResponseMetadata']['HTTPStatusCode'], e.response['Error']['Code'])
            for key in ({'aws_secret_access_key': 'wrong'}, {'aws_access_key_id': 'AKIDUNKNOWN', 'aws_secret_access_key': 'x'}):
                key = {'aws_access_key_id': os.environ['AWS_ACCESS_KEY_ID'], **key}
                code(lambda: client('sagemaker', **key).list_models())
                code(lambda: client('s3', **key).list_buckets())
                code(lambda: client('sts', **key).get_caller_identity())
                code(lambda: client('sagemaker-runtime', **key).invoke_endpoint(EndpointName='e', Body=b'1'))
            """);

        Assert.Equal(
            """
            400 InvalidSignatureException
            403 SignatureDoesNotMatch
            403 SignatureDoesNotMatch
            403 InvalidSignatureException
            400 UnrecognizedClientException
            403 InvalidAccessKeyId
            403 InvalidClientTokenId
            403 UnrecognizedClientException
            """, printed);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task Identity_OfTheCaller_IsAnsweredByTheGateway()
    {
        var printed = await RunAsync("""
            print(client('sts').get_caller_identity()['Arn'])
            print(client('iam').get_role(RoleName='SageMakerRole')['Role']['Arn'])
            """);

        Assert.Equal("arn:aws:iam::123456789012:user/platform\narn:aws:iam::123456789012:role/SageMakerRole", printed);
    }

    [RequiresFact(PythonModule = "boto3")]
    public async Task Operation_ModelledButAbsent_IsNamedAsNotImplemented()
    {
        var printed = await RunAsync("""
            try: client('sagemaker').list_domains()
            except botocore.exceptions.ClientError as e: print(e.response['Error']['Code'], e.response['Error']['Message'])
            """);

        Assert.Equal("UnknownOperationException SageMaker.ListDomains is an AWS operation that is not implemented here.", printed);
    }

    [RequiresFact(PythonModule = "boto3", Command = "python3")]
    public async Task NewestClientOnPath_ChecksumsAndOperations_AreTaken()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (_, _) => Task.CompletedTask;

        await ClientScript.PythonAsync("python3", gateway, Client + """
            import io
            client('s3').upload_fileobj(io.BytesIO(b'x' * 100000), 'bucket', 'a b/ü')
            client('firehose').put_record(DeliveryStreamName='d', Record={'Data': b'r'})
            """);

        Assert.Equal(["/v1.0/invoke/storage/method/", "/v1.0/invoke/ingestion/method/"], gateway.Sidecar.Received.Select(request => request.Target));
        Assert.Equal(100000, gateway.Sidecar.Received.First().Body.Length);
    }

    private Task<string> RunAsync(string script) => ClientScript.PythonAsync(Python, gateway, Client + script);
}

// The JavaScript SDK v3: objects, records, and from training to an answer. Configured by the environment that `-- env` prints;
// only the Kinesis client is told an address of its own, since it speaks HTTP/2, which is the port above.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DescribeDeliveryStreamCommand, CreateDeliveryStreamCommand, FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import {
  CreateStreamCommand, GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand, PutRecordsCommand, waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import {
  CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client, paginateListObjectsV2, waitUntilBucketExists,
} from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand, CreateEndpointConfigCommand, CreateModelCommand, CreateTrainingJobCommand, DescribeTrainingJobCommand, SageMakerClient,
  paginateListTrainingJobs, waitUntilEndpointInService, waitUntilTrainingJobCompletedOrStopped,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

const s3 = new S3Client({});
const firehose = new FirehoseClient({});
const sagemaker = new SageMakerClient({});
const runtime = new SageMakerRuntimeClient({});
const address = new URL(process.env.AWS_ENDPOINT_URL);
address.port = Number(address.port) + 1;
const kinesis = new KinesisClient({ endpoint: address.href });

const name = `js-${randomUUID().slice(0, 8)}`;
const soon = client => ({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 2 });
const text = Body => Body.transformToString();

await s3.send(new CreateBucketCommand({ Bucket: name }));
await waitUntilBucketExists(soon(s3), { Bucket: name });
await s3.send(new PutObjectCommand({ Bucket: name, Key: 'a b/ü', Body: 'first' }));
await s3.send(new PutObjectCommand({ Bucket: name, Key: 'streamed', Body: Readable.from([Buffer.alloc(70_000, 'x')]), ContentLength: 70_000 }));
assert.equal(await text((await s3.send(new GetObjectCommand({ Bucket: name, Key: 'a b/ü' }))).Body), 'first');
assert.equal((await text((await s3.send(new GetObjectCommand({ Bucket: name, Key: 'streamed' }))).Body)).length, 70_000);
await assert.rejects(s3.send(new GetObjectCommand({ Bucket: name, Key: 'none' })), NoSuchKey);
const keys = [];
for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket: name })) keys.push(...page.Contents.map(item => item.Key));
assert.deepEqual(keys, ['a b/ü', 'streamed']);

await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
await waitUntilStreamExists(soon(kinesis), { StreamName: name });
const sent = Array.from({ length: 100 }, (_, i) => `row ${i}`);
const put = await kinesis.send(new PutRecordsCommand({ StreamName: name, Records: sent.map(row => ({ Data: Buffer.from(row), PartitionKey: row })) }));
assert.equal(put.FailedRecordCount, 0);
const [shard] = (await kinesis.send(new ListShardsCommand({ StreamName: name }))).Shards;
const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand({ StreamName: name, ShardId: shard.ShardId, ShardIteratorType: 'TRIM_HORIZON' }));
const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
assert.deepEqual(Records.map(record => Buffer.from(record.Data).toString()), sent);

await firehose.send(new CreateDeliveryStreamCommand({
  DeliveryStreamName: name,
  ExtendedS3DestinationConfiguration: {
    BucketARN: `arn:aws:s3:::${name}`, RoleARN: 'arn:aws:iam::123456789012:role/anything', Prefix: 'delivered/',
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
  },
}));
await until(async () => (await firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }))).DeliveryStreamDescription.DeliveryStreamStatus === 'ACTIVE');
await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records: [{ Data: Buffer.from('a\n') }, { Data: Buffer.from('b\n') }] }));
const delivered = await until(async () => (await s3.send(new ListObjectsV2Command({ Bucket: name, Prefix: 'delivered/' }))).Contents?.[0]);
assert.equal(await text((await s3.send(new GetObjectCommand({ Bucket: name, Key: delivered.Key }))).Body), 'a\nb\n');

const RoleArn = 'arn:aws:iam::123456789012:role/anything';
const Image = '174872318107.dkr.ecr.us-west-2.amazonaws.com/linear-learner:1';
const rows = Array.from({ length: 100 }, (_, i) => `${+(i % 10 + Math.floor(i / 10) > 10)},${i % 10},${Math.floor(i / 10)}`);
await s3.send(new PutObjectCommand({ Bucket: name, Key: 'train/rows.csv', Body: rows.join('\n') }));
await sagemaker.send(new CreateTrainingJobCommand({
  TrainingJobName: name, RoleArn,
  AlgorithmSpecification: { TrainingImage: Image, TrainingInputMode: 'File' },
  HyperParameters: { predictor_type: 'binary_classifier' },
  InputDataConfig: [{ ChannelName: 'train', ContentType: 'text/csv', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${name}/train/` } } }],
  OutputDataConfig: { S3OutputPath: `s3://${name}/models` },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
  StoppingCondition: { MaxRuntimeInSeconds: 600 },
}));
await waitUntilTrainingJobCompletedOrStopped(soon(sagemaker), { TrainingJobName: name });
const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason);
assert.ok(job.TrainingEndTime instanceof Date && job.TrainingEndTime >= job.CreationTime);
for await (const page of paginateListTrainingJobs({ client: sagemaker }, { NameContains: name })) assert.equal(page.TrainingJobSummaries[0].TrainingJobName, name);

await sagemaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: RoleArn, PrimaryContainer: { Image, ModelDataUrl: job.ModelArtifacts.S3ModelArtifacts } }));
await sagemaker.send(new CreateEndpointConfigCommand({
  EndpointConfigName: name, ProductionVariants: [{ VariantName: 'main', ModelName: name, InitialInstanceCount: 1, InstanceType: 'ml.m5.large' }],
}));
await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
await waitUntilEndpointInService(soon(sagemaker), { EndpointName: name });
const answer = await runtime.send(new InvokeEndpointCommand({ EndpointName: name, ContentType: 'text/csv', Accept: 'application/json', Body: '9,9\n0,1' }));
assert.deepEqual(JSON.parse(Buffer.from(answer.Body)).predictions.map(one => one.predicted_label), [1, 0]);
await assert.rejects(runtime.send(new InvokeEndpointCommand({ EndpointName: name, ContentType: 'text/csv', Body: '1,2,3,4,5' })), { name: 'ModelError' });
kinesis.destroy();

async function until(ask) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await new Promise(resolve => setTimeout(resolve, 300))) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error(`${ask} did not come true`);
}

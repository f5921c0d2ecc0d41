import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DaprPubSubStatusEnum } from "@dapr/dapr";
import { client, eventually, refusal, server } from "./sidecar.mjs";

export default async function pubsub(protocol) {
  const app = server();
  const marker = randomUUID();
  const received = [];
  let tries = 0;
  await app.pubsub.subscribe("pubsub", "javascript", async (data) => void received.push(data));
  await app.pubsub.subscribe("pubsub", "javascript-retried", async (data) => {
    if (data.marker !== marker) return;
    tries++;
    return tries < 3 ? DaprPubSubStatusEnum.RETRY : DaprPubSubStatusEnum.SUCCESS;
  });
  await app.start();
  const dapr = client(protocol);

  assert.ok(!(await dapr.pubsub.publish("pubsub", "javascript", { marker, n: 0 })).error);
  const bulk = await dapr.pubsub.publishBulk("pubsub", "javascript", [1, 2, 3].map((n) => ({ marker, n })));
  assert.equal(bulk.failedMessages.length, 0);
  await eventually("the delivery of four events", () => received.filter((data) => data?.marker === marker).length >= 4);
  assert.deepEqual(received.filter((data) => data?.marker === marker).map((data) => data.n).sort(), [0, 1, 2, 3]);

  await dapr.pubsub.publish("pubsub", "javascript-retried", { marker });
  await eventually("the third delivery of an event", () => tries >= 3);

  assert.ok(await refusal(dapr.pubsub.publish("nowhere", "javascript", {})), "an unknown component must be refused");
  await dapr.stop();
  await app.stop();
}

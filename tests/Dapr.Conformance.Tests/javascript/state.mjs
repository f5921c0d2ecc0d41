import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { StateConcurrencyEnum } from "@dapr/dapr";
import { client, refusal } from "./sidecar.mjs";

const store = "statestore";

export default async function state(protocol) {
  const dapr = client(protocol);
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];

  await dapr.state.save(store, [{ key: one, value: { a: [1, "ü"] } }, { key: two, value: "text" }]);
  assert.deepEqual(await dapr.state.get(store, one), { a: [1, "ü"] });
  assert.equal(await dapr.state.get(store, two), "text");

  const bulk = await dapr.state.getBulk(store, [one, two, three]);
  assert.deepEqual(bulk.find((item) => item.key === one).data, { a: [1, "ü"] });
  assert.ok(!bulk.find((item) => item.key === three)?.data);

  await dapr.state.transaction(store, [
    { operation: "upsert", request: { key: three, value: "third" } },
    { operation: "delete", request: { key: two } },
  ]);
  assert.equal(await dapr.state.get(store, three), "third");
  assert.ok(!(await dapr.state.get(store, two)));

  const stale = { key: one, value: "lost", etag: "no-such-etag", options: { concurrency: StateConcurrencyEnum.CONCURRENCY_FIRST_WRITE } };
  assert.ok(await refusal(dapr.state.save(store, [stale])), "a write with a wrong entity tag must be refused");
  assert.deepEqual(await dapr.state.get(store, one), { a: [1, "ü"] });

  await dapr.state.delete(store, one);
  assert.ok(!(await dapr.state.get(store, one)));
  await dapr.stop();
}

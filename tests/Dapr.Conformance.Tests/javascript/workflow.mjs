import assert from "node:assert/strict";
import { DaprWorkflowClient, WorkflowRuntime, WorkflowRuntimeStatus } from "@dapr/dapr";
import { eventually, workflowOptions } from "./sidecar.mjs";

const attempts = new Map();

const square = async (_, n) => n * n;
const failTwice = async (_, key) => {
  attempts.set(key, (attempts.get(key) ?? 0) + 1);
  if (attempts.get(key) < 3) throw new Error(`attempt ${attempts.get(key)}`);
  return attempts.get(key);
};
const alwaysFail = async () => {
  throw new Error("out of paper");
};

const fanOut = async function* (context, input) {
  const results = yield context.whenAll(input.map((n) => context.callActivity(square, n)));
  return results.reduce((sum, n) => sum + n, 0);
};
const sleeper = async function* (context, seconds) {
  const start = context.getCurrentUtcDateTime();
  yield context.createTimer(seconds);
  return (context.getCurrentUtcDateTime() - start) / 1000;
};
const approval = async function* (context, input) {
  const answer = yield context.waitForExternalEvent("answer");
  return `${input}: ${answer}`;
};
const parent = async function* (context, input) {
  return yield context.callChildWorkflow(fanOut, input);
};
const failing = async function* (context) {
  return yield context.callActivity(alwaysFail);
};
const persistent = async function* (context, key) {
  for (let attempt = 1; ; attempt++) {
    try {
      return yield context.callActivity(failTwice, key);
    } catch (error) {
      if (attempt === 5) throw error;
      yield context.createTimer(0.05);
    }
  }
};
const countDown = async function* (context, { left }) {
  yield context.callActivity(square, left);
  if (left === 0) return "lift-off";
  context.continueAsNew({ left: left - 1 }, true);
};

const workflows = { fanOut, sleeper, approval, parent, failing, persistent, countDown };

export default async function workflow() {
  const runtime = new WorkflowRuntime(workflowOptions);
  for (const [name, code] of Object.entries(workflows)) runtime.registerWorkflowWithName(name, code);
  for (const [name, code] of Object.entries({ square, failTwice, alwaysFail })) runtime.registerActivityWithName(name, code);
  await runtime.start();
  const client = new DaprWorkflowClient(workflowOptions);
  const run = async (name, input) => {
    const id = await client.scheduleNewWorkflow(name, input);
    return client.waitForWorkflowCompletion(id, true, 30);
  };
  const output = async (name, input) => {
    const state = await run(name, input);
    assert.equal(state.runtimeStatus, WorkflowRuntimeStatus.COMPLETED, `${name}: ${state.workflowFailureDetails?.getErrorMessage()}`);
    return JSON.parse(state.serializedOutput);
  };

  assert.equal(await output("fanOut", [1, 2, 3, 4]), 30);
  assert.ok((await output("sleeper", 0.5)) >= 0.5);
  assert.equal(await output("parent", [3, 4]), 25);
  assert.equal(await output("persistent", "key"), 3);
  assert.equal(await output("countDown", { left: 3 }), "lift-off");

  const failed = await run("failing");
  assert.equal(failed.runtimeStatus, WorkflowRuntimeStatus.FAILED);

  const waiting = await client.scheduleNewWorkflow("approval", "paper");
  await client.waitForWorkflowStart(waiting, true, 30);
  await client.suspendWorkflow(waiting);
  await eventually("the suspension", async () => (await client.getWorkflowState(waiting, true)).runtimeStatus === WorkflowRuntimeStatus.SUSPENDED);
  await client.raiseEvent(waiting, "answer", "yes");
  await client.resumeWorkflow(waiting);
  assert.equal(JSON.parse((await client.waitForWorkflowCompletion(waiting, true, 30)).serializedOutput), "paper: yes");

  const doomed = await client.scheduleNewWorkflow("approval", "paper");
  await client.waitForWorkflowStart(doomed, true, 30);
  await client.terminateWorkflow(doomed, "enough");
  assert.equal((await client.waitForWorkflowCompletion(doomed, true, 30)).runtimeStatus, WorkflowRuntimeStatus.TERMINATED);
  assert.equal(await client.purgeWorkflow(doomed), true);
  assert.equal(await client.getWorkflowState(doomed, true), undefined);

  await client.stop();
  await runtime.stop();
}

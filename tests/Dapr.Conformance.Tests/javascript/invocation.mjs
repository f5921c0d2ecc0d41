import assert from "node:assert/strict";
import { HttpMethod } from "@dapr/dapr";
import { client, server } from "./sidecar.mjs";

export default async function invocation() {
  const app = server();
  await app.invoker.listen("double", async ({ body }) => ({ doubled: 2 * JSON.parse(body).n }), { method: HttpMethod.POST });
  await app.invoker.listen("greet", async ({ query }) => ({ greeting: `hello ${new URL(query, "http://app").searchParams.get("name")}` }), { method: HttpMethod.GET });
  await app.start();
  const dapr = client("http");

  assert.deepEqual(await dapr.invoker.invoke("javascript", "double", HttpMethod.POST, { n: 21 }), { doubled: 42 });
  assert.deepEqual(await dapr.invoker.invoke("javascript", "greet?name=Ada", HttpMethod.GET), { greeting: "hello Ada" });
  assert.deepEqual(await dapr.invoker.invoke("conformance", "echo/x", HttpMethod.POST, { from: "js" }), { from: "js" });
  await assert.rejects(dapr.invoker.invoke("javascript", "missing", HttpMethod.GET));
  await dapr.stop();
  await app.stop();
}

// Where the runtime and this app listen; set by the test that starts the suite.
import { CommunicationProtocolEnum, DaprClient, DaprServer, LogLevel } from "@dapr/dapr";

const host = "127.0.0.1";
const logger = { level: LogLevel.Error };
const daprApiToken = process.env.DAPR_API_TOKEN;

export const workflowOptions = { daprHost: host, daprPort: process.env.DAPR_GRPC_PORT, daprApiToken, logger };

export function client(protocol) {
  const grpc = protocol === "grpc";
  return new DaprClient({
    daprHost: host,
    daprPort: grpc ? process.env.DAPR_GRPC_PORT : process.env.DAPR_HTTP_PORT,
    communicationProtocol: grpc ? CommunicationProtocolEnum.GRPC : CommunicationProtocolEnum.HTTP,
    daprApiToken,
    logger,
  });
}

export function server() {
  return new DaprServer({
    serverHost: host,
    serverPort: process.env.APP_PORT,
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    clientOptions: { daprHost: host, daprPort: process.env.DAPR_HTTP_PORT, daprApiToken, logger },
    logger,
  });
}

/** Waits until a condition holds, for twenty seconds at most. */
export async function eventually(what, condition) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not happen within 20 s`);
}

/** The error of an operation that must be refused: over HTTP the SDK gives it, over gRPC it throws it. */
export async function refusal(operation) {
  try {
    return (await operation)?.error;
  } catch (thrown) {
    return thrown.error ?? thrown;
  }
}

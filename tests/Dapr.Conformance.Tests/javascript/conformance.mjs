// node conformance.mjs <suite> [http|grpc]: ends with 0 when the suite holds, prints what does not otherwise.
const [suite, protocol = "http"] = process.argv.slice(2);
const { default: run } = await import(`./${suite}.mjs`);
process.exitCode = 1;
try {
  await run(protocol);
  console.log(`${suite} over ${protocol} holds`);
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

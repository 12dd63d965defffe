/** Loads one bundle, in a process started for nothing else, and prints what that took as JSON. */

const [, , url] = process.argv;
const before = process.threadCpuUsage();
const started = performance.now();
await import(url);
const wallMs = performance.now() - started;
const { user, system } = process.threadCpuUsage(before);
process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }), () => process.exit(0));

import { loadavg } from 'node:os';

const WORK_US = 300_000;

/** How busy others keep this machine, for whoever reads the figures: with nobody else, a second of work takes a second. */
export function describeMachine(): string {
  const [load = 0] = loadavg();
  return `load average ${load.toFixed(1)}, a second of work takes ${secondsOfASecond().toFixed(1)} s`;
}

function secondsOfASecond(): number {
  const begun = performance.now();
  const before = process.cpuUsage();
  let spent = 0;
  while (spent < WORK_US) spent = process.cpuUsage(before).user + process.cpuUsage(before).system;
  return (performance.now() - begun) / (spent / 1_000);
}

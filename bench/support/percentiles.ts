/** p50, p95, p99 and maximum of some figures, with their number. */
export function percentiles(figures: number[]): {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
} {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function describeFigures(name: string, figures: number[], unit = 'ms'): string {
  const { n, p50, p95, p99, max } = percentiles(figures);
  const write = (figure: number): string => `${figure.toFixed(1)} ${unit}`;
  return `${name}: p50 ${write(p50)}, p95 ${write(p95)}, p99 ${write(p99)}, max ${write(max)} (n=${n})`;
}

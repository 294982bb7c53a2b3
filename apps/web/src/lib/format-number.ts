// Made when they are needed: the first number that a browser writes takes it some time.
let whole: Intl.NumberFormat | undefined;
let compact: Intl.NumberFormat | undefined;

/** `9`, `10,000` */
export function formatCount(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1_000) return String(value);
  whole ??= new Intl.NumberFormat('en');
  return whole.format(value);
}

/** `618.5k` */
export function formatCompact(value: number): string {
  compact ??= new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  return compact.format(value).toLowerCase();
}

/** A share of 1 as percent: `3.1 %`, `100 %`. */
export const formatShare = (share: number): string => `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;

const LEAST_SHOWN = 0.0001;

/** Micro-dollars as dollars; what was paid never reads as nothing. */
export function formatCost(microusd: number): string {
  const dollars = microusd / 1_000_000;
  if (dollars > 0 && dollars < LEAST_SHOWN) return `<$${LEAST_SHOWN}`;
  return dollars > 0 && dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1_024)} kB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** One figure beside the most that it may be; without `most` it only stands there to be compared with. */
export type Figure = {
  /** The number of the bar, or what a reference is. */
  bar: string;
  what: string;
  value: number;
  unit: 'ms' | '%' | 'px' | 'MB' | 'a second' | 'nodes' | 'messages' | 'characters' | 'tasks' | 'shift';
  most?: number;
};

export const isShort = ({ value, most }: Figure): boolean => most !== undefined && !(value <= most);

export function describeFigure(figure: Figure): string {
  const { bar, what, value, unit, most } = figure;
  const verdict = most === undefined ? '    ' : isShort(figure) ? 'FAIL' : 'ok  ';
  const bound = most === undefined ? '' : ` of ${format(most)}`;
  return `${verdict} ${bar.padEnd(9)} ${what.padEnd(66)} ${format(value).padStart(8)} ${unit}${bound}`;
}

function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}

import type { Json } from '@taskhelm/contract';

/** A line of a JSON value that is shown as a tree. */
export type JsonRow = {
  id: string;
  path: readonly (string | number)[];
  name: string;
  value: Json;
  /** 0 for the parts of the whole. */
  depth: number;
  /** Undefined where there is nothing to open. */
  isOpen: boolean | undefined;
};

/** The lines that are shown, from above to below. */
export function flatten(value: Json, isOpen: (row: JsonRow) => boolean): JsonRow[] {
  const rows: JsonRow[] = [];
  const walk = (parent: Json, path: readonly (string | number)[]): void => {
    for (const [key, part] of partsOf(parent)) {
      const own = [...path, key];
      const row: JsonRow = {
        id: JSON.stringify(own),
        path: own,
        name: String(key),
        value: part,
        depth: path.length,
        isOpen: undefined,
      };
      rows.push(row);
      if (partsOf(part).length === 0) continue;
      row.isOpen = isOpen(row);
      if (row.isOpen) walk(part, own);
    }
  };
  walk(value, []);
  return rows;
}

function partsOf(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return value.map((part, index) => [index, part]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** As JSONPath: `$.items[2]["odd name"]`. */
export function pathText(path: readonly (string | number)[]): string {
  const parts = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return `$${parts.join('')}`;
}

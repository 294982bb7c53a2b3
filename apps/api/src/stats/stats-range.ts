import { BUCKETS, MAX_BUCKETS, type Bucket, type RangeQuery } from '@taskhelm/contract';
import { AppError } from '../errors.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const WANTED_BUCKETS = 60;

export type StatsRange = { from: Date; to: Date; bucketMs: number };

/** What a query asks for, with its defaults. Throws `invalid_query` where it is empty, or more than can be answered. */
export function resolveRange(
  query: Pick<RangeQuery, 'from' | 'to' | 'bucket'>,
  now: Date = new Date(),
): StatsRange {
  const to = query.to ? new Date(query.to) : now;
  const from = query.from ? new Date(query.from) : new Date(to.getTime() - DAY_MS);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw invalid('from', 'from must lie before to');
  if (length > MAX_DAYS * DAY_MS) throw invalid('from', `the range may span ${MAX_DAYS} days at most`);
  const bucketMs = query.bucket ? BUCKETS[query.bucket] : widthFor(length);
  if (length / bucketMs > MAX_BUCKETS)
    throw invalid(
      'bucket',
      `these are more than ${MAX_BUCKETS} columns; take a wider bucket or a shorter range`,
    );
  return { from, to, bucketMs };
}

/** The beginnings of all columns of a range. */
export function bucketStarts({ from, to, bucketMs }: StatsRange): Date[] {
  const starts: Date[] = [];
  const first = Math.floor(from.getTime() / bucketMs) * bucketMs;
  for (let at = first; at < to.getTime(); at += bucketMs) starts.push(new Date(at));
  return starts;
}

function widthFor(length: number): number {
  const widths = Object.keys(BUCKETS).map((bucket) => BUCKETS[bucket as Bucket]);
  return widths.find((width) => length / width <= WANTED_BUCKETS) ?? BUCKETS['7d'];
}

const invalid = (path: string, problem: string): AppError =>
  new AppError('invalid_query', `The range is not valid: ${problem}.`, [
    { path, code: 'invalid_value', message: problem },
  ]);

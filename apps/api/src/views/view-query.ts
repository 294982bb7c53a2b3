import { viewParametersSchema, type ErrorDetail } from '@taskhelm/contract';
import { AppError } from '../errors.ts';

/** Checks a saved query and writes it in one spelling. Throws `validation_failed` naming the parameter that is wrong. */
export function normalizeViewQuery(text: string): string {
  const given: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (value !== '') given[name] = given[name] === undefined ? value : `${given[name]},${value}`;
  }
  const parsed = viewParametersSchema.safeParse(given);
  if (!parsed.success) throw invalidQuery(parsed.error.issues);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(parsed.data)) {
    const words = Array.isArray(value) ? value.join(',') : value;
    if (words) parameters.set(name, words);
  }
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] };

function invalidQuery(issues: Issue[]): AppError {
  const details = issues.flatMap((issue): ErrorDetail[] =>
    (issue.keys ?? [issue.path.map(String).join('.')]).map((name) => ({
      path: `query.${name}`,
      code: issue.keys ? 'unknown_key' : 'invalid_value',
      message: issue.keys ? 'A view cannot hold this parameter' : issue.message,
    })),
  );
  const names = details.map(({ path }) => path.slice('query.'.length)).join(', ');
  return new AppError('validation_failed', `The view's query is not valid: ${names}.`, details);
}

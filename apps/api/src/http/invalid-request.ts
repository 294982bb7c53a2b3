import { z, type ErrorDetail } from '@taskhelm/contract';
import { AppError } from '../errors.ts';

/** A malformed id is one that nothing has. */
export const invalidParams = (): AppError =>
  new AppError('not_found', 'There is nothing at this address: the id is malformed.');

export function invalidBody(error: z.ZodError): AppError {
  const details = toDetails(error);
  return new AppError('validation_failed', `The request is not valid: ${summary(details)}.`, details);
}

export function invalidQuery(error: z.ZodError, schema: z.ZodType): AppError {
  const allowed =
    schema instanceof z.ZodObject ? ` Parameters: ${Object.keys(schema.shape).join(', ') || 'none'}.` : '';
  const details = toDetails(error);
  return new AppError('invalid_query', `The query is not valid: ${summary(details)}.${allowed}`, details);
}

const summary = (details: ErrorDetail[]): string =>
  details
    .slice(0, 3)
    .map((detail) => (detail.path ? `${detail.path}: ${detail.message}` : detail.message))
    .join('; ');

function toDetails(error: z.ZodError): ErrorDetail[] {
  return error.issues.flatMap(toDetail);
}

function toDetail(issue: z.core.$ZodIssue): ErrorDetail[] {
  const path = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join('.'),
        code: 'unknown_key',
        message: 'This key is not known here',
      }));
    case 'invalid_type':
      return [
        {
          path,
          code: issue.input === undefined ? 'required' : 'invalid_type',
          message: issue.input === undefined ? 'Required' : `Must be ${issue.expected}`,
        },
      ];
    case 'too_small':
      return [{ path, code: 'too_short', message: issue.message }];
    case 'too_big':
      return [{ path, code: 'too_long', message: issue.message }];
    case 'invalid_value':
      return [
        { path, code: 'invalid_value', message: `Must be one of: ${issue.values.map(String).join(', ')}` },
      ];
    case 'invalid_union':
      return unionDetails(issue, path);
    case 'custom':
      return [{ path, code: String(issue.params?.['code'] ?? 'invalid'), message: issue.message }];
    default:
      return [{ path, code: 'invalid_value', message: issue.message }];
  }
}

/** Of several shapes the one that came closest: the fewest complaints. */
function unionDetails(
  issue: Extract<z.core.$ZodIssue, { code: 'invalid_union' }>,
  path: string,
): ErrorDetail[] {
  const [closest] = issue.errors.toSorted((a, b) => a.length - b.length);
  if (!closest || issue.path.length > 0)
    return [{ path, code: 'invalid_type', message: 'Not of an allowed type' }];
  return closest.flatMap(toDetail);
}

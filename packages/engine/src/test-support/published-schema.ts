import { readFileSync } from 'node:fs';
import { z } from '@taskhelm/contract';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];
type Part = 'Request' | 'StreamEvent' | 'ErrorBody';

const FOLDER = new URL('../models/exchanges/published/', import.meta.url);

/** What a provider publishes of its wire format, each part as a schema that knows no other keys. */
export function publishedSchema(provider: string): Record<Part, z.ZodType> {
  const document = JSON.parse(readFileSync(new URL(`${provider}.json`, FOLDER), 'utf8')) as object;
  const schemaOf = (part: Part): z.ZodType =>
    z.fromJSONSchema({ ...document, $ref: `#/definitions/${part}` } as JsonSchema);
  return {
    Request: schemaOf('Request'),
    StreamEvent: schemaOf('StreamEvent'),
    ErrorBody: schemaOf('ErrorBody'),
  };
}

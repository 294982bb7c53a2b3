import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { environmentSchema, loadConfig } from './config.ts';

describe('.env.example', () => {
  const example = parseEnv(readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8'));

  it('names every setting and no other', () => {
    expect(Object.keys(example).toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });

  it('starts the server as it is, with the same settings as an empty environment', () => {
    expect(loadConfig(example as NodeJS.ProcessEnv)).toEqual(loadConfig({}));
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.ts';

describe('the settings', () => {
  it('have defaults for a machine that sets nothing', () => {
    expect(loadConfig({})).toMatchObject({
      port: 8443,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: resolve('./.data'),
      role: 'all',
      workerConcurrency: 10,
      bootstrapToken: null,
      adminPassword: null,
      publicUrl: 'http://localhost:8443',
      openai: null,
      anthropic: null,
      allowPrivateNetworkTools: false,
      allowPrivateNetworkMcp: false,
    });
  });

  it('count as not set where they are empty', () => {
    const names = [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'DATA_DIR',
      'ROLE',
      'WORKER_CONCURRENCY',
      'BOOTSTRAP_TOKEN',
      'PUBLIC_URL',
      'OPENAI_API_KEY',
    ];
    expect(loadConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig({}));
  });

  it('are read as what they mean', () => {
    const config = loadConfig({
      PORT: '9000',
      DATABASE_URL: 'postgresql://db/x',
      ROLE: 'worker',
      WORKER_CONCURRENCY: '3',
      PUBLIC_URL: 'https://tasks.example.com/',
      ALLOW_PRIVATE_NETWORK_TOOLS: '1',
      ALLOW_PRIVATE_NETWORK_MCP: 'true',
      ANTHROPIC_API_KEY: 'k',
    });
    expect(config).toMatchObject({
      port: 9000,
      databaseUrl: 'postgresql://db/x',
      role: 'worker',
      workerConcurrency: 3,
    });
    expect(config).toMatchObject({
      publicUrl: 'https://tasks.example.com',
      allowPrivateNetworkTools: true,
      allowPrivateNetworkMcp: true,
      anthropic: { apiKey: 'k' },
    });
  });

  it('follow the port in the public address', () => {
    expect(loadConfig({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
  });

  it.each<[name: string, value: string]>([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['ROLE', 'both'],
    ['WORKER_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', '1001'],
    ['BOOTSTRAP_TOKEN', 'short'],
    ['ADMIN_EMAIL', 'nobody'],
    ['ADMIN_PASSWORD', 'short'],
    ['SECRET_KEY', 'too short'],
    ['SECRET_KEY_PREVIOUS', 'too short'],
    ['PUBLIC_URL', 'tasks.example.com'],
    ['PUBLIC_URL', 'ftp://tasks.example.com'],
    ['LOG_LEVEL', 'loud'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['ALLOW_PRIVATE_NETWORK_TOOLS', 'maybe'],
    ['ALLOW_PRIVATE_NETWORK_MCP', 'maybe'],
  ])('stop the start with one line that names %s where it is %j', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.message).toMatch(new RegExp(`^the setting ${name} is not valid: .+`));
    expect(error.message).not.toContain('\n');
  });

  it('do not repeat a secret that is not valid', () => {
    expect(refusal({ BOOTSTRAP_TOKEN: 'hunter2' }).message).not.toContain('hunter2');
    expect(refusal({ SECRET_KEY: 'hunter2' }).message).not.toContain('hunter2');
    expect(refusal({ ADMIN_PASSWORD: 'hunter2' }).message).not.toContain('hunter2');
    expect(refusal({ DATABASE_URL: 'mysql://me:hunter2@db/x' }).message).not.toContain('hunter2');
  });

  it('want the name of a model with the address of a server of models', () => {
    expect(refusal({ OPENAI_BASE_URL: 'http://localhost:11434/v1' }).message).toContain('OPENAI_MODEL');
    const config = loadConfig({ OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'llama' });
    expect(config.openai).toEqual({ apiKey: null, baseUrl: 'http://localhost:11434/v1', model: 'llama' });
  });
});

function refusal(environment: NodeJS.ProcessEnv): ConfigError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

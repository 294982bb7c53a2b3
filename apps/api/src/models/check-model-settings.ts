import type { CreateModelRequest, ErrorDetail, Model } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { ModelNetwork } from './model-network.ts';

type Settings = Pick<Model, 'kind' | 'base_url' | 'enabled' | 'is_default'> & {
  api_key?: CreateModelRequest['api_key'] | undefined;
};

/** Refuses settings that fit no provider, and base URLs that may not be called. */
export function checkModelSettings(settings: Settings, network: ModelNetwork): void {
  const details = [
    ...scriptedDetails(settings),
    ...urlDetails(settings, network),
    ...defaultDetails(settings),
  ];
  if (details.length === 0) return;
  throw new AppError('validation_failed', `The model is not valid: ${details[0]?.message}`, details);
}

function scriptedDetails({ kind, base_url, api_key }: Settings): ErrorDetail[] {
  if (kind !== 'scripted') return [];
  const message = 'The scripted model calls nobody, so it has none.';
  return [
    ...(base_url === null ? [] : [{ path: 'base_url', code: 'not_allowed', message }]),
    ...(api_key ? [{ path: 'api_key', code: 'not_allowed', message }] : []),
  ];
}

function urlDetails({ base_url }: Settings, network: ModelNetwork): ErrorDetail[] {
  if (base_url === null) return [];
  const { search, hash } = new URL(base_url);
  if (search || hash) {
    const message = 'The base URL must end with its path, without ? and #.';
    return [{ path: 'base_url', code: 'invalid_value', message }];
  }
  const message = network.refusal(base_url);
  return message === null ? [] : [{ path: 'base_url', code: 'private_address', message }];
}

function defaultDetails({ enabled, is_default }: Settings): ErrorDetail[] {
  if (enabled || !is_default) return [];
  const message = 'The default model has to be enabled. Make another model the default first.';
  return [{ path: 'enabled', code: 'is_default', message }];
}

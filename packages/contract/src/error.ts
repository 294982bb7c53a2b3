import { z } from './configure-zod.ts';

/** Every code an answer may carry, with the HTTP status it is sent with. The list is closed. */
export const ERROR_STATUS = {
  malformed_json: 400,
  bad_request: 400,
  invalid_query: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  invalid_signature: 401,
  forbidden: 403,
  cross_site_request: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  task_final: 409,
  already_answered: 409,
  input_closed: 409,
  call_id_required: 409,
  no_pending_input: 409,
  idempotency_conflict: 409,
  name_taken: 409,
  model_in_use: 409,
  model_fixed: 409,
  trigger_paused: 409,
  agent_has_open_tasks: 409,
  version_conflict: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  unknown_agent: 422,
  invalid_answers: 422,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
  disk_full: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing wrong with the input. `path` is dotted (`questions.0.label`), empty for the whole body. */
export const errorDetailSchema = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

/** The one shape of every error answer. `error` is a sentence for a person, `code` is for programs. */
export const errorSchema = z
  .object({
    error: z.string(),
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    request_id: z.string(),
    details: z.array(errorDetailSchema).optional(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorSchema>;

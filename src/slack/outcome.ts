import type { CallOutcome } from '../domain/kernel/watch.ts';
import type { PostOutcome } from '../domain/thread/poster.ts';

/** What the errors of @slack/web-api have in common. */
interface SlackFault {
  code?: string;
  data?: { error?: string };
  retryAfter?: number;
  statusCode?: number;
}

interface Fault {
  name?: string;
  code?: unknown;
  cause?: unknown;
}

/** Slack refuses the app as a whole: its token, its scopes, its installation. */
const BROKEN = new Set([
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'missing_scope'],
  ...['not_allowed_token_type', 'org_login_required', 'team_access_not_granted', 'enterprise_is_restricted'],
]);

/** Slack did not finish, so the call may or may not have been carried out. */
const UNFINISHED = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Slack takes no message with this content; in the same place it takes others. */
const UNFIT = new Set([
  ...['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'too_many_attachments', 'no_text'],
  ...['msg_too_long', 'msg_blocks_too_long', 'block_mismatch', 'markdown_text_conflict', 'invalid_arguments'],
  ...[
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'metadata_must_be_sent_from_app',
  ],
]);

/** The message that is to be edited or deleted is not there, or the one that heads the thread. */
const GONE = new Set([
  ...['message_not_found', 'thread_not_found', 'cannot_reply_to_message', 'restricted_action_thread_locked'],
]);

/** The message is there and stays as it is; in the same place others can be posted. */
const FIXED = new Set(['cant_update_message', 'edit_window_closed', 'cant_delete_message']);

const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/**
 * Slack's own error code, such as `channel_not_found`; undefined when Slack did not answer with one. Where
 * an answer is no JSON, such as a proxy's page, the library gives all of it in the code's place.
 */
export function slackErrorOf(error: unknown): string | undefined {
  const code = (error as SlackFault | undefined)?.data?.error;
  return typeof code === 'string' && /^[a-z0-9_:-]+$/i.test(code) ? code : undefined;
}

/** What a failed call to Slack means for what it should have done. */
export function outcomeOf(error: unknown): PostOutcome {
  const { code, retryAfter, statusCode } = (error ?? {}) as SlackFault;
  if (code === 'slack_webapi_rate_limited_error' || statusCode === 429) {
    return { kind: 'slow_down', seconds: Math.max(1, retryAfter ?? 1) };
  }
  const slackError = slackErrorOf(error);
  if (!slackError || UNFINISHED.has(slackError)) return { kind: 'unknown' };
  if (RATE_LIMITED.has(slackError)) return { kind: 'slow_down', seconds: Math.max(1, retryAfter ?? 1) };
  if (UNFIT.has(slackError)) return { kind: 'unfit', error: slackError };
  if (GONE.has(slackError)) return { kind: 'gone', error: slackError };
  if (FIXED.has(slackError)) return { kind: 'fixed', error: slackError };
  return { kind: BROKEN.has(slackError) ? 'broken' : 'impossible', error: slackError };
}

/** The same for whoever counts calls. */
export function callOutcomeOf(error: unknown): CallOutcome {
  const { kind } = outcomeOf(error);
  if (kind === 'slow_down') return 'throttled';
  if (kind !== 'unknown') return 'refused';
  return networkCodeOf(error) === 'TimeoutError' ? 'timeout' : 'error';
}

/** Why a call to Slack failed, for the log: what Slack said, its HTTP status, or what broke on the way. */
export function causeOf(error: unknown): { error?: string; status?: number; code?: string } {
  const { statusCode, code, retryAfter } = (error ?? {}) as SlackFault;
  const slackError = slackErrorOf(error);
  const status = statusCode ?? (retryAfter === undefined ? undefined : 429);
  const broken = slackError || status ? undefined : (networkCodeOf(error) ?? code);
  return {
    ...(slackError && { error: slackError }),
    ...(status && { status }),
    ...(broken && { code: broken }),
  };
}

/** Such as ECONNREFUSED, of whatever caused what caused it; of a time-out, its name. */
function networkCodeOf(error: unknown): string | undefined {
  for (let fault = error as Fault | undefined; fault?.cause; ) {
    fault = fault.cause as Fault;
    if (fault.name === 'TimeoutError') return fault.name;
    if (typeof fault.code === 'string') return fault.code;
  }
  return undefined;
}

import type { FaultSpec } from '../faults.ts';
import type { Json } from '../json.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import { isStepToken } from '../steps.ts';
import type { Arguments } from './arguments.ts';
import { methods } from './index.ts';
import type { Method } from './method.ts';
import { requireAnyScope } from './scopes.ts';

/** An HTTP answer to be written, and what the log wants to know about it. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: Json | string | Buffer;
  error?: string;
  faults: readonly string[];
};

/** From the header, and among the arguments. */
type Token = { bearer: string | undefined; given: string | undefined };

/** Process one Web API call: token, scopes, rate, arguments, the method itself. Never throws. */
export function answerCall(context: SandboxContext, name: string, args: Arguments, token: Token): Answer {
  const method = methods[name];
  try {
    if (!method) throw new SlackError('unknown_method', [], { req_method: name });
    requireToken(context, method, token);
    requireScopes(context, method);
    const result = method.run({ args, context });
    return { status: 200, headers: scopeHeaders(context, method), body: { ok: true, ...result }, faults: [] };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return refusal(error, method ? scopeHeaders(context, method) : {});
  }
}

export function refusal(error: SlackError, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers, body: error.toJson(), error: error.code, faults: error.details };
}

/** Slack's 429: https://docs.slack.dev/apis/web-api/rate-limits */
export function rateLimited(retryAfterSeconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { ok: false, error: 'ratelimited' },
    error: 'ratelimited',
    faults: [],
  };
}

/** What something between the app and Slack may answer in Slack's place. */
export const PROXY_PAGE = '<html>upstream connect error</html>';

/** The answer of a fault that keeps the call from being processed; undefined for the other kinds. */
export function answerOfFault(fault: FaultSpec): Answer | undefined {
  switch (fault.kind) {
    case 'rate_limited':
      return rateLimited(fault.retryAfterSeconds ?? 1);
    case 'error':
      return refusal(new SlackError(fault.error));
    case 'http_500':
      return {
        status: 500,
        headers: {},
        body: { ok: false, error: 'internal_error' },
        error: 'http_500',
        faults: [],
      };
    case 'http_502':
      return { status: 502, headers: {}, body: PROXY_PAGE, error: 'http_502', faults: [] };
    default:
      return undefined;
  }
}

function requireToken(
  { options, workspace }: SandboxContext,
  { token: kind = 'bot' }: Method,
  { bearer, given }: Token,
): void {
  if (kind === 'none') return;
  const token = bearer ?? given;
  if (token === undefined) throw new SlackError('not_authed');
  const tokens = { bot: options.botToken, app: options.appToken, config: options.configToken };
  // "You will need to pass this token in the HTTP Authorization header": apps.connections.open.
  if (kind === 'app' && bearer === undefined) throw new SlackError('invalid_auth');
  if (token === tokens[kind] || (kind === 'bot' && isStepToken(workspace, token))) return;
  throw new SlackError(Object.values(tokens).includes(token) ? 'not_allowed_token_type' : 'invalid_auth');
}

/** Of the app-level token, those that it was made with. */
function requireScopes({ options }: SandboxContext, { token, scopes = [] }: Method): void {
  const granted = token === 'app' ? { ...options, scopes: new Set(options.appTokenScopes) } : options;
  requireAnyScope(granted, scopes);
}

function scopeHeaders(
  { options }: SandboxContext,
  { token = 'bot', scopes = [] }: Method,
): Record<string, string> {
  if (token !== 'bot' || !options.scopes) return {};
  return {
    'x-oauth-scopes': [...options.scopes].join(','),
    'x-accepted-oauth-scopes': scopes.join(','),
  };
}

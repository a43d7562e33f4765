import * as z from 'zod';
import { ActionNotPossible, AwsError } from '../connect/index.ts';
import {
  type ActAnswer,
  type ActError,
  type ActionType,
  actionSchema,
  type SandboxAction,
} from '../page-api.ts';
import { ImpossibleAction } from '../slack/index.ts';
import { UnknownThing } from '../stage/people.ts';
import { contactActions } from './contact-actions.ts';
import { personActions } from './person-actions.ts';
import { sandboxActions } from './sandbox-actions.ts';
import type { Handlers, SandboxParts } from './sandbox-parts.ts';
import { workspaceActions } from './workspace-actions.ts';

const handlers: Handlers<ActionType> = {
  ...personActions,
  ...workspaceActions,
  ...contactActions,
  ...sandboxActions,
};

export const STATUS_OF: Record<ActError['code'], number> = {
  invalid: 400,
  impossible: 409,
  unknown: 404,
  failed: 500,
};

/** Does what the page asks; what goes wrong comes back as an error, never as an exception. */
export async function act(asked: unknown, parts: SandboxParts): Promise<ActAnswer> {
  const parsed = actionSchema.safeParse(asked);
  if (!parsed.success) return refusal('invalid', z.prettifyError(parsed.error));
  try {
    const result = await run(parsed.data, parts);
    return { ok: true, result, seq: parts.feed.seq };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    return refusal(codeOf(error), message);
  }
}

/** The handler of an action takes that action: more than the compiler can see through the table. */
function run(action: SandboxAction, parts: SandboxParts) {
  const handler = handlers[action.type] as (
    action: SandboxAction,
    parts: SandboxParts,
  ) => ReturnType<(typeof handlers)[ActionType]>;
  return handler(action, parts);
}

function codeOf(error: unknown): ActError['code'] {
  if (error instanceof ImpossibleAction || error instanceof ActionNotPossible) return 'impossible';
  if (error instanceof UnknownThing) return 'unknown';
  // The simulated Connect knows no such contact, queue or agent.
  return error instanceof AwsError ? 'unknown' : 'failed';
}

function refusal(code: ActError['code'], message: string): ActAnswer {
  return { ok: false, error: { code, message } };
}

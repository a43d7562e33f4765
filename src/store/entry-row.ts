import type { Actor, Entry } from '../domain/kernel/actor.ts';

/** The columns of an audit entry that say what happened, in the order in which statements name them. */
export function entryRow({ actor, action, detail = {} }: Entry) {
  const isPerson = actor.kind === 'slack_user';
  const workflow = isPerson ? actor.workflow : undefined;
  const all = workflow ? { ...detail, workflow } : detail;
  return { actor: nameOf(actor), door: isPerson ? actor.door : actor.kind, action, detail: all };
}

function nameOf(actor: Actor): string {
  return actor.kind === 'slack_user' ? actor.userId : actor.kind;
}

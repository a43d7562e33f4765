import { isCallChannel } from '../../domain/channels/registry.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import type { List } from '../../domain/many/list.ts';
import type { StartResult } from '../../domain/many/start-list.ts';
import type { SteerResult } from '../../domain/many/steer-list.ts';
import { UNREADABLE_LIST } from './many.ts';
import { actRefusalText } from './may-act.ts';
import { SEND_AT_FAULTS } from './schedule.ts';

/** Before it starts. */
export function startQuestion({ report, channel }: List) {
  const what = inUnits(report?.goes ?? 0, isCallChannel(channel) ? 'call' : 'message');
  const verb = report?.goes === 1 ? 'goes' : 'go';
  return {
    title: 'Start the list?',
    text: `${what} ${verb} out, one after the other. You can pause and stop it on the way.`,
    yes: 'Start',
    no: 'Not yet',
  };
}

export const STOP_QUESTION = {
  title: 'Stop the rest?',
  text: "What hasn't gone yet is not sent. It can't be taken up again.",
  yes: 'Stop the rest',
  no: 'Go on',
};

const ACTS = {
  start: 'start it',
  schedule: 'schedule it',
  cancel: 'cancel it',
  pause: 'pause it',
  resume: 'go on with it',
  stop: 'stop it',
} as const;

const GONE = 'Reach Out knows nothing of this list any more.';
const OVER = "That isn't possible any more. The list's message shows how it stands.";

/** What a person reads after pressing a button of a list, where its message does not say it. */
export function steerAnswer(result: SteerResult | StartResult, act: keyof typeof ACTS): string | undefined {
  switch (result.kind) {
    case 'not_yours':
    case 'not_known':
      return actRefusalText(result, ACTS[act]);
    case 'not_found':
      return GONE;
    case 'over':
      return OVER;
    case 'unreadable':
      return `${UNREADABLE_LIST} Nothing was changed. Ask whoever runs Reach Out to put the key back.`;
    case 'unseen':
      return `Done. ${UNREADABLE_LIST} Its message shows it once the key is back.`;
    case 'too_soon':
    case 'too_late':
      return SEND_AT_FAULTS[result.kind];
    default:
      return undefined;
  }
}

import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { beginConversation } from '../../../src/domain/conversation/conversation.ts';
import type { Heard } from '../../../src/domain/conversation/line.ts';
import { nextLine, noteTold } from '../../../src/domain/conversation/tell.ts';
import type { Part } from '../../../src/domain/thread/post.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const heard: Heard = {
  ...{ kind: 'heard', id: 'h1', at: NOW.toISOString(), heardAt: NOW.toISOString(), speaker: 'customer' },
  ...{ what: 'text', text: 'Hello' },
};

test.each<Part>(['card', 'contact_id', 'milestone:ended', 'reply:r1', 'message:h2'])(
  'what came in before %s stands there is told all the same',
  (part) => {
    const reachOut = sampleReachOut({
      ...{ state: 'started', contactId: 'contact', startedAt: NOW, lines: [heard] },
      conversation: { ...beginConversation(NOW), reading: 'on', writing: 'on' },
      posts: { [part]: { tries: 1, ts: '1.1' } },
    });
    const after = noteTold(reachOut, part, addSeconds(NOW, 1));
    expect(after.lines).toEqual([heard]);
    expect(nextLine(after)?.part).toBe('message:h1');
  },
);

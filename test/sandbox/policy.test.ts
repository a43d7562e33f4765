import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { idsIn } from '../../src/domain/policy/policy.ts';
import { openingScene } from '../../src/sandbox/stage/opening-scene.ts';

test("everybody and every channel that the sandbox's policy names is in its workspace", () => {
  const file = path.join(import.meta.dirname, '../../src/sandbox/policy.yaml');
  const read = parsePolicy(fs.readFileSync(file));
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const { policy } = read;
  const { people, userGroups, conversations } = openingScene(0);
  const named = [
    ...idsIn(policy),
    ...(policy.people ?? []).flatMap((rule) => rule.conversations ?? []),
    ...policy.approvals.map((rule) => rule.in),
  ];
  const known = [...people, ...userGroups, ...conversations].map(({ id }) => id);
  expect(named.filter((id) => !known.includes(id))).toEqual([]);
});

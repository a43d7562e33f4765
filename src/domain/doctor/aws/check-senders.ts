import type { Finding } from '../finding.ts';
import { idOf, readArn } from './arn.ts';
import { judgeSender, type SenderFacts, type SenderOfChannel } from './judge-sender.ts';
import { judgeUnseen, type Look, type Permission, type Unseen } from './look.ts';
import type { AwsReader, ClaimedNumber, NumberFacts } from './reader.ts';

/** They are described one by one, two a second. */
const MOST_DESCRIBED = 20;

const LISTING: Permission = { action: 'connect:ListPhoneNumbersV2', sid: 'LookUpNumbers' };
const DESCRIBING: Permission = { action: 'connect:DescribePhoneNumber', sid: 'LookUpNumbers' };

interface Where {
  instanceId: string;
  region: string;
}

/** Every sender of a channel; the first twenty are also asked for their status. */
export async function checkSenders(
  reader: Pick<AwsReader, 'numbers' | 'number'>,
  senders: readonly SenderOfChannel[],
  where: Where,
): Promise<Finding[]> {
  const check = `${senders[0]?.name}-sender`;
  const numbers = await reader.numbers();
  if (numbers.kind === 'unseen')
    return [judgeUnseen(numbers, { check, what: 'which numbers the instance has', permission: LISTING })];
  const facts = await Promise.all(
    senders.map(async ({ number }, index): Promise<SenderFacts> => {
      const listed = numbers.fact.find((one) => isIt(one, number));
      const id = listed?.id ?? (readArn(number) && number);
      if (!id || index >= MOST_DESCRIBED) return { listed };
      return { listed, claimed: await reader.number(id) };
    }),
  );
  const unknown = facts.flatMap(({ claimed }) => (isUnknown(claimed) ? [claimed] : []));
  return [
    ...senders.map((sender, index) => judgeSender(sender, facts[index] ?? { listed: undefined }, where)),
    ...unknown
      .slice(0, 1)
      .map((look) => judgeUnseen(look, { check, what: 'whether they are claimed', permission: DESCRIBING })),
  ];
}

/** A chat's sender is an ARN, a call's a number. */
function isIt({ id, number }: NumberFacts, sender: string): boolean {
  return number === sender || id === idOf(sender);
}

/** Where it isn't there, the list has told so already. */
function isUnknown(look: Look<ClaimedNumber> | undefined): look is Unseen {
  return look?.kind === 'unseen' && look.trouble.code !== 'gone';
}

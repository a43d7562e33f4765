import { CALL_CHANNELS, CHAT_CHANNELS } from '../../channels/registry.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { idOf } from './arn.ts';
import { checkSenders } from './check-senders.ts';
import { judgeCountries } from './judge-countries.ts';
import { judgeCredentials } from './judge-credentials.ts';
import { judgeFlow } from './judge-flow.ts';
import { judgeInstance } from './judge-instance.ts';
import { judgePlaces } from './judge-places.ts';
import { judgeQueue } from './judge-queue.ts';
import { CALL_STARTS, CHAT_STARTS, judgeRate } from './judge-rate.ts';
import { judgeStarts, startsOf } from './judge-starts.ts';
import {
  ALWAYS_READ,
  judgePermissions,
  judgeShelf,
  MESSAGE_TEMPLATES,
  OPT_OUT_LIST,
  QUICK_RESPONSES,
  type Shelf,
  type TrialRule,
} from './judge-trials.ts';
import { isLockedOut, isOutOfReach } from './look.ts';
import type { AwsReader } from './reader.ts';
import { type ConnectSetup, flowsOf, namedIn, queuesOf, sendersByChannel } from './setup.ts';

/** Nothing without a region: that is a fault of the environment. */
function inRegion(reader: AwsReader, id: string, look: (region: string) => Promise<Finding[]>): Check {
  return {
    ...{ area: 'Amazon Connect', id },
    run: async () => {
      const region = await reader.region();
      return region ? look(region) : [];
    },
  };
}

/** All that can be looked at where no instance is named. */
export function checkCredentials(reader: AwsReader): Check {
  return inRegion(reader, 'credentials', async () => [judgeCredentials(await reader.caller())]);
}

/** What to look at in AWS, in the order in which it is told. Of credentials that AWS refuses, that alone is told. */
export function checksOfConnect(reader: AwsReader, setup: ConnectSetup): Check[] {
  const { channels, allowedCountries, startRate } = setup;
  const instanceId = idOf(setup.instanceId);
  const calls = CALL_CHANNELS.filter((name) => channels[name]);
  const chats = CHAT_CHANNELS.filter((name) => channels[name]);

  const signedIn = (id: string, look: (region: string) => Promise<Finding[]>): Check =>
    inRegion(reader, id, async (region) => (isLockedOut(await reader.caller()) ? [] : look(region)));
  /** Nothing of an instance that is out of reach: that is told already. */
  const ofInstance = (id: string, look: (region: string) => Promise<Finding[]>): Check =>
    signedIn(id, async (region) => (isOutOfReach(await reader.instance()) ? [] : look(region)));
  const onShelf = (shelf: Shelf): Check =>
    signedIn(shelf.check, async (region) => judgeShelf(shelf, await tryAll(reader, shelf.trials), region));

  return [
    checkCredentials(reader),
    inRegion(reader, 'region', async (region) =>
      judgePlaces(namedIn(setup), { region, caller: await reader.caller() }),
    ),
    signedIn('instance', async (region) =>
      judgeInstance(await reader.instance(), { instanceId, region, calls: calls.length > 0 }),
    ),
    ...flowsOf(setup).map((flow) =>
      ofInstance(`${flow.name}-flow`, async (region) => [
        judgeFlow(await reader.flows(), flow, { instanceId, region }),
      ]),
    ),
    ...sendersByChannel(setup).map((senders) =>
      ofInstance(`${senders[0]?.name}-sender`, (region) =>
        checkSenders(reader, senders, { instanceId, region }),
      ),
    ),
    ...queuesOf(setup).map((queue) =>
      ofInstance(`${queue.name}-queue`, async (region) => [
        judgeQueue(await reader.queue(queue.queueId), { ...queue, instanceId, region }),
      ]),
    ),
    ...calls.map((name) =>
      inRegion(reader, `${name}-countries`, async (region) => [
        judgeCountries(name, allowedCountries, region),
      ]),
    ),
    signedIn('start-rate', async (region) => {
      const quotas = [...(chats.length > 0 ? [CHAT_STARTS] : []), ...(calls.length > 0 ? [CALL_STARTS] : [])];
      const looks = quotas.map(async (quota) => ({ ...quota, look: await reader.quota(quota.code) }));
      return judgeRate(await Promise.all(looks), startRate, region);
    }),
    ofInstance('permissions', async () => judgePermissions(await tryAll(reader, ALWAYS_READ))),
    ofInstance('start-permissions', async () => judgeStarts(await simulateAll(reader, setup))),
    ...(setup.hasOptOutList ? [onShelf(OPT_OUT_LIST)] : []),
    ...(setup.hasTemplates ? [onShelf(MESSAGE_TEMPLATES)] : []),
    ...(setup.hasQuickResponses ? [onShelf(QUICK_RESPONSES)] : []),
  ];
}

async function tryAll(reader: AwsReader, rules: readonly TrialRule[]) {
  return Promise.all(rules.map(async (rule) => ({ rule, look: await reader.try(rule.trial) })));
}

/** Where the instance's ARN is not known, nothing can be asked. */
async function simulateAll(reader: AwsReader, setup: ConnectSetup) {
  const instance = await reader.instance();
  const starts = instance.kind === 'seen' ? startsOf(setup, instance.fact.arn) : [];
  return Promise.all(
    starts.map(async (start) => ({
      ...start,
      look: await reader.mayDo(start.permission.action, start.resources),
    })),
  );
}

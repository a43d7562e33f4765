import type { Contact, WorldActionType } from '../../connect/index.ts';
import type { WorldRequest } from '../../page-api.ts';

/** Who would do it. */
type Player = 'customer' | 'amazon connect' | 'trouble';

export type WorldButton = { label: string; action: WorldRequest };

/** `on` is the one channel where it makes sense. */
type Entry = WorldButton & { player: Player; on?: 'connect:WhatsApp' };

/** Buttons in the order in which one looks for them; texts that are said have a field of their own. */
const BUTTONS: readonly Entry[] = [
  { player: 'customer', label: 'Answer', action: { type: 'answer', by: 'human' } },
  { player: 'customer', label: 'Voicemail answers', action: { type: 'answer', by: 'voicemail' } },
  { player: 'customer', label: 'Let it ring', action: { type: 'noAnswer' } },
  { player: 'customer', label: 'Busy', action: { type: 'busy' } },
  { player: 'customer', label: 'Hang up', action: { type: 'hangUp' } },
  {
    player: 'customer',
    label: 'Delivered',
    action: { type: 'customerReceives' },
    on: 'connect:WhatsApp',
  },
  { player: 'customer', label: 'Read', action: { type: 'customerReads' } },
  { player: 'customer', label: 'Types', action: { type: 'customerTypes' } },
  {
    player: 'customer',
    label: 'Send a photo',
    action: {
      type: 'customerSends',
      message: { kind: 'attachment', name: 'photo.jpg', contentType: 'image/jpeg' },
    },
  },
  {
    player: 'customer',
    label: 'Choose “Yes”',
    action: { type: 'customerSends', message: { kind: 'interactive', title: 'Yes' } },
    on: 'connect:WhatsApp',
  },
  {
    player: 'customer',
    label: 'Send location',
    action: { type: 'customerSends', message: { kind: 'location' } },
    on: 'connect:WhatsApp',
  },
  { player: 'customer', label: 'Reply STOP', action: { type: 'customerStops' } },
  { player: 'amazon connect', label: 'Ring', action: { type: 'ring' } },
  { player: 'amazon connect', label: 'Open conversation', action: { type: 'open' } },
  { player: 'amazon connect', label: 'Put in queue', action: { type: 'queue' } },
  { player: 'amazon connect', label: 'Agent joins', action: { type: 'agentJoins' } },
  { player: 'amazon connect', label: 'Agent types', action: { type: 'agentTypes' } },
  { player: 'amazon connect', label: 'Agent leaves', action: { type: 'agentLeaves' } },
  { player: 'amazon connect', label: 'Agent ends', action: { type: 'agentEnds' } },
  { player: 'amazon connect', label: 'Transfer', action: { type: 'transfer' } },
  { player: 'amazon connect', label: 'Flow ends it', action: { type: 'endByFlow' } },
  { player: 'trouble', label: 'Number not in service', action: { type: 'invalidNumber' } },
  { player: 'trouble', label: 'Blocked as spam', action: { type: 'blocked' } },
  { player: 'trouble', label: 'Time runs out', action: { type: 'expire' } },
  { player: 'trouble', label: 'System error', action: { type: 'systemError' } },
];

const PLAYERS: Record<Player, string> = {
  customer: 'The customer',
  'amazon connect': 'Amazon Connect',
  trouble: 'Trouble',
};

/** What can be done now, by who does it; without those where nothing can. */
export function buttonsFor(
  possible: readonly WorldActionType[],
  { subtype }: Pick<Contact, 'subtype'>,
): { player: Player; title: string; buttons: readonly WorldButton[] }[] {
  return (Object.keys(PLAYERS) as Player[])
    .map((player) => ({
      player,
      title: PLAYERS[player],
      buttons: BUTTONS.filter(
        ({ player: whose, action, on = subtype }) =>
          whose === player && on === subtype && possible.includes(action.type),
      ),
    }))
    .filter(({ buttons }) => buttons.length > 0);
}

import type { Blocks } from '../blocks/blocks.ts';
import type { Contacts } from '../contact/contacts.ts';
import type { ContactGateway } from '../contact/gateway.ts';
import type { ChatGateway } from '../conversation/chat-gateway.ts';
import type { Forms } from '../form/forms.ts';
import type { Homes } from '../home/homes.ts';
import type { Memberships } from '../home/memberships.ts';
import type { Files } from '../many/files.ts';
import type { ListPoster } from '../many/list-poster.ts';
import type { Lists } from '../many/lists.ts';
import type { PlaceSettings } from '../place/place-settings.ts';
import type { OptOuts } from '../policy/opt-outs.ts';
import type { People } from '../policy/people.ts';
import type { Places } from '../policy/places.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReachOuts } from '../reach-out/reach-outs.ts';
import type { Templates } from '../templates/templates.ts';
import type { Poster } from '../thread/poster.ts';
import type { Workflows } from '../workflow/workflows.ts';
import type { Actor } from './actor.ts';
import type { Audit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Pace } from './pace.ts';
import type { ReachOutSettings } from './settings.ts';

/** What a verb works with: who asks, and the ports to everything outside. */
export interface Context {
  actor: Actor;
  clock: Clock;
  log: Log;
  audit: Audit;
  /**
   * The store's, wrapped (src/engine/decorators.ts): what is stored is counted and noted for Home tabs and, but for the
   * worker's own, wakes the worker.
   */
  reachOuts: ReachOuts;
  lists: Lists;
  contacts: Contacts;
  blocks: Blocks;
  homes: Homes;
  placeSettings: PlaceSettings;
  forms: Forms;
  pace: Pace;
  gateway: ContactGateway;
  /** Absent where conversations are not set up. */
  chats?: ChatGateway;
  /** Absent where no list is set up. */
  optOuts?: OptOuts;
  /** Absent where no knowledge base is set up. */
  templates?: Templates;
  /** The app is installed no more where what is worked on was asked for: Slack takes nothing there. */
  isUninstalled?: true;
  poster: Poster;
  workflows: Workflows;
  listPoster: ListPoster;
  files: Files;
  people: People;
  places: Places;
  memberships: Memberships;
  settings: ReachOutSettings;
  /** As it stands now; a changed file is taken up meanwhile. */
  policy: () => Policy;
}

/** A verb's argument: the context and what is asked. */
export interface Call<Input> {
  ctx: Context;
  input: Input;
}

import { UnknownThing } from '../stage/people.ts';
import type { Handlers } from './sandbox-parts.ts';

type SandboxActionType =
  | 'addFault'
  | 'removeFault'
  | 'clearFaults'
  | 'settings'
  | 'app'
  | 'reset'
  | 'clearRequests';

/** What the tester does to the sandbox itself. */
export const sandboxActions: Handlers<SandboxActionType> = {
  addFault({ fault }, { live }) {
    const id = live().faults.add(fault);
    live().refresh();
    return { id };
  },
  removeFault({ id }, { live }) {
    if (!live().faults.remove(id)) throw new UnknownThing(`There is no fault ${id}`);
    live().refresh();
    return {};
  },
  clearFaults(_action, { live }) {
    live().faults.clear();
    live().refresh();
    return {};
  },
  settings({ type: _type, ...changes }, { live }) {
    live().set(changes);
    return {};
  },
  async app({ do: what }, { app }) {
    // Starting takes seconds, and the stream tells when it is done.
    if (what === 'start') void app.start();
    else if (what === 'restart') void app.restart();
    else await app[what]();
    return {};
  },
  async reset(_action, { reset }) {
    await reset();
    return {};
  },
  clearRequests(_action, { traffic, feed }) {
    traffic.clear();
    feed.publish({ type: 'requestsCleared' });
    return {};
  },
};

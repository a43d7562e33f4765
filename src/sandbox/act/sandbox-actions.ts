import { setMistake } from '../mistakes/mistakes.ts';
import { UnknownThing } from '../stage/people.ts';
import type { Handlers, SandboxParts } from './sandbox-parts.ts';

type SandboxActionType =
  | 'addFault'
  | 'removeFault'
  | 'clearFaults'
  | 'mistake'
  | 'settings'
  | 'app'
  | 'turnClock'
  | 'turnClockBack'
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
  mistake({ id, made }, { live }) {
    const { stage, keeper } = live();
    if (!setMistake(stage, { ...(id && { id }), isMade: made }))
      throw new UnknownThing(`There is no mistake ${id}`);
    keeper.touch();
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
  turnClock({ minutes }, parts) {
    turnTo(parts, parts.live().stage.clock.turnedMs() + minutes * 60_000);
    return {};
  },
  turnClockBack(_action, parts) {
    turnTo(parts, 0);
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

/** The app's first: nothing may reach it from a time that it thinks is to come. */
function turnTo({ live, app, feed }: SandboxParts, ms: number): void {
  const { stage, keeper } = live();
  app.turnTo(ms);
  stage.clock.turnTo(ms);
  keeper.save();
  feed.publish({ type: 'clock', turnedMs: ms });
}

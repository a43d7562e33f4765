import type { World } from './world.ts';

export interface Ready {
  status: number;
  body: {
    cause?: string;
    missing?: string[];
    slack?: boolean;
    contact_events?: boolean;
    contact_events_read_at?: string;
  };
}

interface Served {
  app: { port: number };
}

/** What the app answers on /ready. */
export async function readyOf({ app }: Served): Promise<Ready> {
  const response = await fetch(`http://127.0.0.1:${app.port}/ready`);
  return { status: response.status, body: (await response.json()) as Ready['body'] };
}

/** Asks again and again, until the answer has this status. */
export async function untilReady(world: Served, status: number): Promise<Ready> {
  for (;;) {
    const ready = await readyOf(world);
    if (ready.status === status) return ready;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How many lines of the log say so. */
export function timesLogged(world: Pick<World, 'logged'>, text: string): number {
  return world.logged().split(text).length - 1;
}

import type { Person, PersonOptions } from '../slack/index.ts';
import type { Stage } from './stage.ts';

/** There is nothing of that id. */
export class UnknownThing extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownThing';
  }
}

export type People = (userId: string, options?: PersonOptions) => Person;

/** The same person each time, because they remember which options were suggested to them. */
export function createPeople({ slack }: Stage): People {
  const people = new Map<string, Person>();
  return (userId, { device = 'desktop' } = {}) => {
    const key = `${device} ${userId}`;
    const known = people.get(key);
    if (known) return known;
    if (!slack.workspace.people.has(userId)) throw new UnknownThing(`There is no person ${userId}`);
    const person = slack.as(userId, { device });
    people.set(key, person);
    return person;
  };
}

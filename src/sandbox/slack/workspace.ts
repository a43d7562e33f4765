import { randomBytes } from 'node:crypto';
import { Changes } from './changes.ts';
import { addToTimeline, emptyTimeline, type Timeline } from './timeline.ts';
import type {
  Conversation,
  InstalledApp,
  OpenView,
  PersonRecord,
  StepRun,
  StoredFile,
  Team,
  UserGroup,
  WorkspaceState,
} from './types.ts';

export type WorkspaceLimits = {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Messages kept in each conversation; the oldest are forgotten. */
  keepMessages: number;
};

/** All that a workspace remembers. The verbs upon it are functions in files of their own. */
export class Workspace {
  readonly team: Team;
  readonly app: InstalledApp;
  readonly people = new Map<string, PersonRecord>();
  readonly userGroups = new Map<string, UserGroup>();
  readonly conversations = new Map<string, Conversation>();
  readonly stacks = new Map<string, OpenView[]>();
  readonly homes = new Map<string, OpenView>();
  readonly steps = new Map<string, StepRun>();
  readonly files = new Map<string, StoredFile>();
  readonly changes = new Changes();
  readonly now: () => number;
  readonly keepMessages: number;
  readonly #timelines = new Map<string, Timeline>();
  readonly #sequence: WorkspaceState['sequence'];

  constructor(state: WorkspaceState, { now, keepMessages }: WorkspaceLimits) {
    const { team, app, people, userGroups, conversations, messages, views, homes, files, steps, sequence } =
      structuredClone(state);
    this.team = team;
    this.app = app;
    this.now = now;
    this.keepMessages = keepMessages;
    this.#sequence = sequence;
    for (const person of people) this.people.set(person.id, person);
    for (const group of userGroups) this.userGroups.set(group.id, group);
    for (const conversation of conversations) this.conversations.set(conversation.id, conversation);
    for (const message of messages) addToTimeline(this.timeline(message.conversation), message, keepMessages);
    for (const [user, stack] of Object.entries(views)) this.stacks.set(user, stack);
    for (const [user, home] of Object.entries(homes)) this.homes.set(user, home);
    for (const step of steps ?? []) this.steps.set(step.id, step);
    for (const file of files ?? []) this.files.set(file.id, file);
  }

  timeline(conversation: string): Timeline {
    let timeline = this.#timelines.get(conversation);
    if (!timeline) {
      timeline = emptyTimeline();
      this.#timelines.set(conversation, timeline);
    }
    return timeline;
  }

  /** A message id: unique in the workspace and later than all before it, as `1700000000.000100`. */
  nextTs(): string {
    const next = Math.max(Math.floor(this.now()) * 1000, this.#sequence.lastTsMicroseconds + 1);
    this.#sequence.lastTsMicroseconds = next;
    return `${Math.floor(next / 1_000_000)}.${String(next % 1_000_000).padStart(6, '0')}`;
  }

  /** An id such as `V0000000A1`. */
  nextId(prefix: string): string {
    this.#sequence.id += 1;
    return prefix + this.#sequence.id.toString(36).toUpperCase().padStart(10, '0');
  }

  /** What views carry against overwriting each other. */
  nextHash(): string {
    return `${Math.floor(this.now() / 1000)}.${randomBytes(4).toString('hex')}`;
  }

  /** A copy of everything, as JSON. */
  snapshot(): WorkspaceState {
    return structuredClone({
      team: this.team,
      app: this.app,
      people: [...this.people.values()],
      userGroups: [...this.userGroups.values()],
      conversations: [...this.conversations.values()],
      messages: [...this.#timelines.values()].flatMap((timeline) => timeline.messages),
      views: Object.fromEntries(this.stacks),
      homes: Object.fromEntries(this.homes),
      steps: [...this.steps.values()],
      files: [...this.files.values()],
      sequence: this.#sequence,
    });
  }
}

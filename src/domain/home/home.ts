import type { Channel } from '../channels/registry.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Refusal } from '../policy/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** What a person sees in their Home tab. */
export interface Home {
  userId: string;
  /** Why they may not use the app; then there is nothing of their own. */
  refusal?: Refusal;
  /** Whether customers can be answered at all. */
  hasConversations: boolean;
  /** Customers who wrote last: first those whom this person answers. */
  waiting: Listed;
  /** The same of those whom others answer, in places that this person is in. */
  waitingBeside: Listed;
  open: Listed;
  /** The first to go comes first. */
  scheduled: Listed;
  /** Somebody else has to approve of these. */
  awaiting: Listed;
  /** This person can approve of these. */
  toApprove: Listed;
  /** What is over. */
  latest: Listed;
  found?: Found;
  admin?: AdminView;
}

export interface Listed {
  reachOuts: ReachOut[];
  /** There are more. */
  isCut: boolean;
}

export interface Found extends Listed {
  digits: string;
  /** Those of everybody were looked through. */
  isOfAll: boolean;
}

/** What admins see beside their own. */
export interface AdminView {
  policy: Policy;
  state: AppState;
  /** How many reach-outs do not come on by themselves. */
  stuck: number;
  /** How many numbers are on the do-not-contact list. */
  blocked: number;
}

/** How the app is, as far as it knows by itself. */
export interface AppState {
  /** What is the matter, in sentences. */
  troubles: string[];
  /** Why the policy file is not taken up as it is now. */
  policyFaults: readonly string[];
  /** What doctor found last that has failed; absent where it has not looked yet. */
  failures?: readonly Finding[];
  database: 'embedded' | 'postgres';
  channels: Channel[];
  /** Whether contact events come in. */
  hasContactEvents: boolean;
  hasConversations: boolean;
}

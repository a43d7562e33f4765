import { type WebAPICallResult, WebClient } from '@slack/web-api';
import type { SlackAnswer } from '../domain/doctor/slack/answer.ts';
import type { TokenFacts } from '../domain/doctor/slack/judge-token.ts';
import { slackClientOptions } from './clients.ts';
import { causeOf, outcomeOf } from './outcome.ts';
import { refusalOf } from './refusal.ts';

/** Reads of Slack what doctor wants to know; each question is asked once at most, and never again by itself. */
export interface Examiner {
  token(): Promise<SlackAnswer<TokenFacts>>;
}

export interface ExaminerOptions {
  botToken: string;
  apiUrl: string;
  deadlineMs?: number | undefined;
}

export function createExaminer({ botToken, apiUrl, deadlineMs }: ExaminerOptions): Examiner {
  const client = new WebClient(botToken, slackClientOptions(apiUrl, deadlineMs));

  /** Never throws. */
  async function ask<Answer extends WebAPICallResult, Facts>(
    call: () => Promise<Answer>,
    read: (answer: Answer) => Facts,
  ): Promise<SlackAnswer<Facts>> {
    try {
      return { kind: 'told', facts: read(await call()) };
    } catch (error) {
      const refusal = refusalOf(error);
      const needed = (error as { data?: { needed?: unknown } }).data?.needed;
      if (refusal) return { kind: 'refused', error: refusal, ...(typeof needed === 'string' && { needed }) };
      const outcome = outcomeOf(error);
      if (outcome.kind === 'slow_down') return outcome;
      const { error: said, status, code } = causeOf(error);
      const why = said ?? (status ? `HTTP ${status}` : code);
      return { kind: 'unknown', apiUrl, ...(why && { why }) };
    }
  }

  return {
    token: () =>
      ask(
        () => client.auth.test(),
        ({ team = '', user = '', url: workspaceUrl = '', response_metadata }) => {
          const scopes = response_metadata?.scopes;
          return { team, user, workspaceUrl, ...(scopes && { scopes }) };
        },
      ),
  };
}

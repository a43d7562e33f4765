import type { Migration } from 'kysely/migration';
import * as reachOuts from './0001-reach-outs.ts';
import * as stopsAndRetries from './0002-stops-and-retries.ts';
import * as clock from './0003-clock.ts';
import * as conversations from './0004-conversations.ts';
import * as unknownFirst from './0005-unknown-first.ts';
import * as atRest from './0006-at-rest.ts';
import * as auditChain from './0007-audit-chain.ts';
import * as blocks from './0008-blocks.ts';
import * as schedule from './0009-schedule.ts';
import * as approvals from './0010-approvals.ts';
import * as limits from './0011-limits.ts';
import * as workflows from './0012-workflows.ts';
import * as forms from './0013-forms.ts';
import * as home from './0014-home.ts';
import * as formDefaults from './0015-form-defaults.ts';
import * as lists from './0016-lists.ts';
import * as waiting from './0017-waiting.ts';
import * as heard from './0018-heard.ts';
import * as installations from './0019-installations.ts';
import * as placeSettings from './0020-place-settings.ts';
import * as lateTurns from './0021-late-turns.ts';
import * as openForms from './0022-open-forms.ts';

/** In the order in which they apply; a migration that has shipped never changes. */
export const migrations: Record<string, Migration> = {
  '0001-reach-outs': reachOuts,
  '0002-stops-and-retries': stopsAndRetries,
  '0003-clock': clock,
  '0004-conversations': conversations,
  '0005-unknown-first': unknownFirst,
  '0006-at-rest': atRest,
  '0007-audit-chain': auditChain,
  '0008-blocks': blocks,
  '0009-schedule': schedule,
  '0010-approvals': approvals,
  '0011-limits': limits,
  '0012-workflows': workflows,
  '0013-forms': forms,
  '0014-home': home,
  '0015-form-defaults': formDefaults,
  '0016-lists': lists,
  '0017-waiting': waiting,
  '0018-heard': heard,
  '0019-installations': installations,
  '0020-place-settings': placeSettings,
  '0021-late-turns': lateTurns,
  '0022-open-forms': openForms,
};

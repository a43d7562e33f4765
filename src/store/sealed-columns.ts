import { aboutBlock } from './blocks.ts';
import { aboutContent } from './content.ts';
import { aboutForm } from './forms.ts';
import { aboutSearch } from './homes-sql.ts';
import { aboutInstallation } from './installations.ts';
import { aboutSecret, JSON_SECRETS } from './json-secrets.ts';
import { aboutLine, aboutWords } from './line-row.ts';
import { aboutList, aboutRow } from './list-row.ts';
import { ABOUT_LOOK_UPS } from './open-vault.ts';
import { aboutOpenForm } from './shared-forms.ts';

/** Where sealed values stand. Whoever adds a place of them adds it here, so that another key can take them over. */
export interface SealedColumn {
  table: string;
  /** The columns of its key, each with its type. */
  key: [name: string, type: string][];
  /** The value, as SQL. */
  value: string;
  /** Puts another in its place, `$1`. */
  set: string;
  /** What it may be sealed about, by its key. */
  abouts(key: string[]): string[];
}

export const SEALED_COLUMNS: SealedColumn[] = [
  {
    ...{ table: 'lookup_key', key: [['is_only', 'boolean']], value: 'sealed', set: 'sealed = $1' },
    abouts: () => [ABOUT_LOOK_UPS],
  },
  {
    ...{ table: 'reach_out', key: [['id', 'uuid']], value: 'sealed', set: 'sealed = $1' },
    abouts: ([id = '']) => [aboutContent(id)],
  },
  ...JSON_SECRETS.map(
    ({ column, name }): SealedColumn => ({
      ...{ table: 'reach_out', key: [['id', 'uuid']] },
      value: `case when jsonb_typeof(${column} -> '${name}') = 'string' then ${column} ->> '${name}' end`,
      // Whoever has it in hand is to read it again, and not to write the former value back.
      set: `${column} = jsonb_set(${column}, '{${name}}', to_jsonb($1::text)), revision = revision + 1`,
      abouts: ([id = '']) => [aboutSecret(name, id)],
    }),
  ),
  {
    table: 'line',
    key: [
      ['reach_out_id', 'uuid'],
      ['id', 'text'],
    ],
    ...{ value: 'sealed', set: 'sealed = $1' },
    abouts: ([reachOutId = '', id = '']) => [aboutWords(reachOutId, id), aboutLine(reachOutId, id)],
  },
  {
    ...{ table: 'list', key: [['id', 'uuid']], value: 'sealed' },
    // As with a reach-out.
    set: 'sealed = $1, revision = revision + 1',
    abouts: ([id = '']) => [aboutList(id)],
  },
  {
    table: 'list_row',
    key: [
      ['list_id', 'uuid'],
      ['line', 'integer'],
    ],
    ...{ value: 'sealed', set: 'sealed = $1' },
    abouts: ([listId = '', line = '']) => [aboutRow(listId, line)],
  },
  {
    table: 'block',
    key: [
      ['number', 'bytea'],
      ['channel', 'text'],
      ['source', 'text'],
    ],
    ...{ value: 'sealed', set: 'sealed = $1' },
    // PostgreSQL writes bytea as \x and hexadecimal digits.
    abouts: ([number = '']) => [aboutBlock(Buffer.from(number.slice(2), 'hex'))],
  },
  {
    table: 'form',
    key: [
      ['user_id', 'text'],
      ['place_id', 'text'],
    ],
    ...{ value: 'sealed', set: 'sealed = $1' },
    abouts: ([userId = '', placeId = '']) => [aboutForm(userId, placeId)],
  },
  {
    table: 'open_form',
    key: [
      ['team_id', 'text'],
      ['view_id', 'text'],
    ],
    ...{ value: 'sealed', set: 'sealed = $1' },
    abouts: ([teamId = '', viewId = '']) => [aboutOpenForm(teamId, viewId)],
  },
  {
    table: 'home',
    key: [
      ['team_id', 'text'],
      ['user_id', 'text'],
    ],
    ...{ value: 'search', set: 'search = $1' },
    abouts: ([, userId = '']) => [aboutSearch(userId)],
  },
  {
    ...{ table: 'installation', key: [['id', 'text']], value: 'sealed', set: 'sealed = $1' },
    abouts: ([id = '']) => [aboutInstallation(id)],
  },
];

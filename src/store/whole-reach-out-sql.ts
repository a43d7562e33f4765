/** What was slowed down is of interest until its last turn has passed by so much. */
export const SLOWED = (now: string, placeId: string, teamId: string) => `
  (select array_agg(name) from pace
    where name in ('post:' || ${placeId}, 'edit:' || ${teamId}, 'mark:' || ${teamId}, 'send')
      and next_at > ${now}::timestamptz - interval '2 seconds')`;

/** Of the conversation only what is not settled: a thread of 500 messages is read as fast as one of five. */
const POSTS = `
  (select jsonb_object_agg(part, post) from post where post.reach_out_id = reach_out.id
    and (part !~ '^(message|reply):' or not post ?| array['ts', 'refused'] or post ?| array['isDoubtful', 'strays']))`;

/** What one look takes into its hands; the rest follows once these are told. */
const MOST_LINES = 60;

/** What goes to the customer, then what is to be told, and last what a reply is to be marked with. */
const URGENCY = `
  case when line ->> 'kind' = 'heard' then 1 when line ->> 'state' in ('waiting', 'sending') then 0 else 2 end`;

/** Lines that something is to be done about, and one that is asked for. */
const LINES = (id = 'null') => `
  case when conversation is not null then (
    select jsonb_agg(line || jsonb_build_object('id', id, 'sealed', sealed) order by at, id) from (
      (select * from line where reach_out_id = reach_out.id and is_open order by ${URGENCY}, at, id limit ${MOST_LINES})
      union select * from line where reach_out_id = reach_out.id and id = ${id}
    ) as line
  ) end`;

/** Of one installation; of all where the parameter is null. */
export const isHere = (teamId: string) => `(${teamId}::text is null or team_id = ${teamId})`;

/** Of a row all that a reach-out is made of. `now` and `line`: as parameters. */
export const ALL = (now: string, line?: string) => `
  reach_out.*, ${POSTS} as posts, ${LINES(line)} as lines, ${SLOWED(now, 'place_id', 'team_id')} as slowed`;

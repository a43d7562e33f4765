/** Something that a submission must be answered for before it goes. A name is asked about once at a time. */
export type Question =
  /** No regulator is known to have handed out the range of the number, which is given as it is written abroad. */
  | { name: 'unknown_range'; number: string }
  /** A conversation with the number is open already, in the thread below this message. */
  | { name: 'open_elsewhere'; placeId: string; ts: string }
  /** People of other organizations can read the place, which is given by name; some places have none. */
  | { name: 'shared_conversation'; place: string };

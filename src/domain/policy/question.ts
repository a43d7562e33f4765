/** Something that a submission must be answered for before it goes. A name is asked about once at a time. */
export interface Question {
  /** No regulator is known to have handed out the number's range. */
  name: 'unknown_range';
  /** As it is written abroad. */
  number: string;
}

/** What came in can't be taken in yet: it is to come again in a while. */
export class NotYet extends Error {}

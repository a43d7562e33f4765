/** Slack's limits, in characters unless it says otherwise. Source: Slack, "Reference: blocks" and "Views". */
export const LONGEST_OPTION = 75;
export const LONGEST_OPTION_VALUE = 150;
export const LONGEST_SECTION = 3000;
export const LONGEST_PRIVATE_METADATA = 3000;
/** In elements of a context block. */
export const MOST_IN_CONTEXT = 10;
/** In options of a select that is filled from outside. */
export const MOST_OPTIONS = 100;

/** Slack's limits, in characters unless it says otherwise. Source: Slack, "Reference: blocks" and "Views". */
export const LONGEST_OPTION = 75;
export const LONGEST_OPTION_VALUE = 150;
export const LONGEST_PLACEHOLDER = 150;
export const LONGEST_SECTION = 3000;
/** In a modal or a Home tab. */
export const MOST_BLOCKS_OF_VIEW = 100;
/** Of a message's own words: less than all block text of a message together, 13,000. */
export const LONGEST_QUOTE = 3000;
/** A button's text, and what screen readers say in its place. */
export const LONGEST_BUTTON = 75;
export const LONGEST_PRIVATE_METADATA = 3000;
/** In options of a select that is filled from outside. */
export const MOST_OPTIONS = 100;

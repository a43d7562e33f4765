/** Every id that Slack sends back to us, once. The command and callback ids also stand in the manifest. */
export const COMMAND = '/reach-out';
export const SHORTCUT_GLOBAL = 'reach_out';
export const SHORTCUT_FROM_MESSAGE = 'reach_out_from_message';

export const MODAL = 'reach_out';
/** Blocks of the modal beside its fields, whose names are their ids. */
export const NOTICE = 'notice';
export const CONFIRM = 'confirm';

export const ACTION_MORE_OPTIONS = 'more_options';
export const ACTION_CANCEL = 'cancel_reach_out';
export const ACTION_TRY_AGAIN = 'try_again';
export const ACTION_STOP = 'stop_contact';
export const ACTION_OPEN_IN_CONNECT = 'open_in_connect';

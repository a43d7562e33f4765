/** What a page of the installation says, and where it leads, if anywhere. */
export interface InstallPage {
  title: string;
  says: string[];
  link?: { text: string; url: string };
}

const AGAIN = '/slack/install';

export function beginPage(url: string): InstallPage {
  return {
    title: 'Install Reach Out',
    says: [
      'Reach Out contacts a customer by SMS, WhatsApp or voice through Amazon Connect, from Slack.',
      'Slack shows you next what it asks for, and where it would be installed. Nothing is installed before you allow it there.',
    ],
    link: { text: 'Continue to Slack', url },
  };
}

export function installedPage({ name, isOrgWide }: { name: string; isOrgWide: boolean }): InstallPage {
  return {
    title: `Reach Out is installed in ${name}`,
    says: isOrgWide
      ? ['Add it to the workspaces that are to use it, in the administration of your organization.']
      : ['Invite it to a channel with /invite @Reach Out, then type /reach-out there.'],
  };
}

/**
 * Why it is not installed. cancelled: in Slack; stale: not begun in this browser, or too long ago; not_named: it may not be
 * there; not_known: Slack gave no answer; unusable: it has allowed it, with a token that is none of a bot, or rotates.
 */
export type InstallFailure =
  | 'cancelled'
  | 'stale'
  | 'not_named'
  | 'slack'
  | 'not_known'
  | 'unusable'
  | 'storage';

const FAILURES: Record<InstallFailure, { title: string; says: string }> = {
  cancelled: {
    title: 'Nothing was installed',
    says: 'The installation was cancelled in Slack. You can start again at any time.',
  },
  stale: {
    title: 'Nothing was installed',
    says: 'This installation was begun more than ten minutes ago, or in another browser. Start again.',
  },
  not_named: {
    title: 'Reach Out may not be used there',
    says: 'Whoever runs Reach Out has not named this workspace or organization among those that may use it. Its token was not kept. Remove the app there again, or ask them to name it, then start again.',
  },
  slack: {
    title: 'Nothing was installed',
    says: 'Slack did not complete the installation. Start again; if that happens twice, look into the log of Reach Out.',
  },
  not_known: {
    title: 'The installation is not complete',
    says: 'Slack did not answer, so it is not known whether the app is installed there. Start again in a moment.',
  },
  unusable: {
    title: 'The installation is not complete',
    says: "Slack has allowed it, but gave no bot token that lasts, and Reach Out needs one. Turn token rotation off in the app's settings, compare them with the manifest, then start again.",
  },
  storage: {
    title: 'The installation is not complete',
    says: 'Slack has allowed it, but Reach Out could not store it just now. Start again in a moment.',
  },
};

/** `where`: the id of where it was to be installed. */
export function failurePage(failure: InstallFailure, where?: string): InstallPage {
  const { title, says } = FAILURES[failure];
  return {
    title,
    says: [says, ...(where ? [`Its id is ${where}.`] : [])],
    link: { text: 'Start again', url: AGAIN },
  };
}

/** Where the app was installed by OAuth: a workspace or, in Enterprise Grid, all of an organization. */
export interface Installation {
  /** Of the workspace (T…), or of the organization (E…). */
  id: string;
  name: string;
  /** It is in all of an organization. */
  isOrgWide: boolean;
  /** Of the organization that it is, or that the workspace belongs to. */
  enterpriseId?: string;
  appId: string;
  botId: string;
  botUserId: string;
  scopes: string[];
  /** `https://….slack.com/`. */
  url: string;
  /** Who has installed it. */
  installedBy: string;
  /** The bot's. */
  token: string;
}

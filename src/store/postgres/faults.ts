import pg from 'pg';

interface Fault {
  code?: string;
  message?: string;
}

/** The server takes no changes, as a standby does. */
export const READ_ONLY = {
  code: '25006',
  sentence:
    'The database that DATABASE_URL names is read-only, as a standby is. Let DATABASE_URL name the primary.',
};

function damaged(how: string): string {
  return `A part of the database is damaged: ${how}. Stop Reach Out and restore a backup ("npm run reach-out -- data import FILE" into a new DATA_DIR or database).`;
}

/** What is wrong with a PostgreSQL server, by its own codes and by Node's, and one next step. */
const SENTENCES: Record<string, string> = {
  '28P01':
    'PostgreSQL refuses the user or the password in DATABASE_URL. Check both; characters such as / # ? in them must be percent-encoded.',
  '28000':
    'PostgreSQL does not let the user in DATABASE_URL in from here. Allow it in pg_hba.conf, or, where only TLS is allowed, add sslmode=verify-full to DATABASE_URL.',
  '3D000': 'The database that DATABASE_URL names does not exist. Create it (createdb), or correct the name.',
  '42501':
    'The user in DATABASE_URL may not create what Reach Out needs. Grant it: GRANT CREATE ON DATABASE your_database TO your_user.',
  [READ_ONLY.code]: READ_ONLY.sentence,
  '53300':
    'The PostgreSQL server has no connection left. Raise its max_connections, or end what else is connected.',
  '57P03': 'The PostgreSQL server is starting up or shutting down. Start Reach Out again in a moment.',
  XX001: damaged('a page is not as it was written'),
  XX002: damaged('an index is not as it was written'),
  '58P01': damaged('a file is missing'),
  ENOTFOUND: 'The host that DATABASE_URL names is not known (ENOTFOUND). Correct its name.',
  EAI_AGAIN: 'The host that DATABASE_URL names could not be looked up (EAI_AGAIN). Check the network.',
  ECONNREFUSED:
    'No PostgreSQL server answers where DATABASE_URL leads (ECONNREFUSED). Start it, or correct host and port.',
  ETIMEDOUT:
    'No PostgreSQL server answers where DATABASE_URL leads (ETIMEDOUT). Check host, port and firewall.',
  ENOENT: 'A file or socket that DATABASE_URL names is not there (ENOENT). Correct its path.',
  CERT_HAS_EXPIRED: 'The certificate of the PostgreSQL server has expired. Renew it there.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate of the PostgreSQL server is for another host. Let DATABASE_URL name the host that the certificate names.',
};

/** OpenSSL's codes for a certificate whose authority is not known. */
const UNTRUSTED = /SELF_SIGNED|^UNABLE_TO_|^CERT_UNTRUSTED$/;

/** The same by what is said, where there is no code. */
const SAID: [RegExp, string][] = [
  [
    /does not support SSL/,
    'The PostgreSQL server speaks no TLS. Switch it on there, or take sslmode out of DATABASE_URL.',
  ],
  [
    /password must be a (non-empty )?string/,
    'PostgreSQL wants a password, and DATABASE_URL has none. Add it (postgres://user:password@…), or set PGPASSWORD.',
  ],
  [
    /terminated unexpectedly|error establishing an SSL connection/,
    'The connection ended before PostgreSQL answered. Check that the host and port in DATABASE_URL are those of a PostgreSQL server.',
  ],
  [/timeout/i, 'No PostgreSQL server answers where DATABASE_URL leads. Check host, port and firewall.'],
];

/** What is wrong with the server, where that is known, and one next step. */
export function sentenceFor(error: unknown): string | undefined {
  const { code = '', message = '' } = (error ?? {}) as Fault;
  if (UNTRUSTED.test(code))
    return `The certificate of the PostgreSQL server is not trusted (${code}). Add its authority to DATABASE_URL: sslrootcert=/path/to/ca.pem.`;
  return SENTENCES[code] ?? SAID.find(([pattern]) => pattern.test(message))?.[1];
}

/** What a statement failed at, as a sentence where that is known; anything else stays as it was thrown. */
export function explainStatement(error: unknown): unknown {
  const sentence = error instanceof pg.DatabaseError ? sentenceFor(error) : undefined;
  return sentence ? new Error(sentence, { cause: error }) : error;
}

/** A sentence for whoever starts the app, without the password that `url` holds. */
export function explainPostgres(error: unknown, url: string): Error {
  const { code = '', message = '' } = (error ?? {}) as Fault;
  const otherwise = `The database that DATABASE_URL names can't be used (${code || message}).`;
  return new Error(explainUrl(code, message, url) ?? sentenceFor(error) ?? otherwise, { cause: error });
}

/**
 * Names the characters of user and password that end them too soon: then the URL can't be read, or its
 * host is what stands before them.
 */
function explainUrl(code: string, message: string, url: string): string | undefined {
  const isMalformed = message === 'URI malformed';
  const isUnreadable = isMalformed || code === 'ERR_INVALID_URL';
  if (!isUnreadable && code !== 'ENOTFOUND' && code !== 'EAI_AGAIN') return undefined;
  const [, login = ''] = /^\w+:\/\/(.*)@/s.exec(url) ?? [];
  const odd = new Set(login.match(isMalformed ? /%/g : /[/#?]/g));
  const written = [...odd].map((char) => `${char} as ${encodeURIComponent(char)}`).join(', ');
  if (written)
    return `DATABASE_URL can't be read. Write what stands in its user and password percent-encoded: ${written}.`;
  return isUnreadable
    ? "DATABASE_URL can't be read. It must look like postgres://user:password@host:5432/database."
    : undefined;
}

/** Tables of our own, whatever else lives in the database. */
export const SCHEMA = 'reach_out';

/** A statement that takes longer is given up, by the server and by whoever waits for it. */
export const STATEMENT_MS = 30_000;

/**
 * What every connection relies on, however server, database and user are set. By SET, because poolers
 * refuse such settings at the beginning of a connection.
 */
export const SESSION = `
  set search_path = ${SCHEMA};
  set datestyle = 'ISO';
  set timezone = 'UTC';
  set extra_float_digits = 1;
  set standard_conforming_strings = on;
  set default_transaction_isolation = 'read committed';
  set statement_timeout = ${STATEMENT_MS};
  set lock_timeout = 0`;

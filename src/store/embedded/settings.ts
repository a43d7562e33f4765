/** Settings for one app on one machine: few connections, little memory, nothing to replicate. */
const SETTINGS = {
  // Only a socket in the data directory, which nobody else may enter. Relative, its path is never too long.
  listen_addresses: '',
  unix_socket_directories: '.',

  // The app's pool, an operator beside it, and some to spare: each costs a few kilobytes until it is used.
  max_connections: '20',

  // The tables that are read all the time are a few megabytes; the kernel caches the rest.
  shared_buffers: '16MB',

  // Processes that one app never needs: replication, parallel queries, readers ahead.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  autovacuum_worker_slots: '1',
  autovacuum_max_workers: '1',

  // A log that is recovered from in a second, and that fits a small disk.
  min_wal_size: '16MB',
  max_wal_size: '128MB',
  // After a crash all files are synced first: one call for all of them instead of a thousand.
  ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),

  // A backend that crashed ends the server, and so the app, whose next start recovers in order. So does
  // the loss of the watcher, which is the server's child too.
  restart_after_crash: 'off',

  // What the server says is read for why it ended. Statements, values and rows stay out of it.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
  logging_collector: 'off',
};

/** As arguments of `postgres`, so that a new version of the app brings its own to an old directory. */
export function serverArguments(directory: string): string[] {
  return [
    '-D',
    directory,
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

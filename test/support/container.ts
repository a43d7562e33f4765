import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import type { Image } from './image.ts';
import { temporaryDirectory } from './run-directory.ts';

/**
 * Stands in for Docker: the machine's own programs in place of the base image, everything read-only, and of what
 * the image adds its own tree alone. The process that is started becomes the command, by the same id.
 */
const ENTER = `
set -e
root=$1 tree=$2 workdir=$3 user=$4 node=$5 data=$6 policy=$7 procs=$8
shift 8
[ -z "$procs" ] || echo $$ > "$procs"
mount -t tmpfs -o mode=0755 tmpfs "$root"
for one in bin sbin lib lib32 lib64 usr etc; do
  if [ -L "/$one" ]; then cp -P "/$one" "$root/$one"
  elif [ -d "/$one" ]; then
    mkdir "$root/$one"
    mount --bind "/$one" "$root/$one"
    mount -o remount,bind,ro "$root/$one"
  fi
done
mkdir -p "$root/proc" "$root/dev" "$root/opt/node" "$root$workdir"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
touch "$root/opt/node/node"
mount --bind "$node" "$root/opt/node/node"
mount --bind "$tree$workdir" "$root$workdir"
mount -o remount,bind,ro "$root$workdir"
if [ -n "$data" ]; then
  mkdir "$root/data"
  mount --bind "$data" "$root/data"
fi
if [ -n "$policy" ]; then
  touch "$root/policy.yaml"
  mount --bind "$policy" "$root/policy.yaml"
fi
mount -o remount,ro "$root"
exec chroot "$root" /usr/bin/setpriv --reuid="\${user%:*}" --regid="\${user#*:}" --clear-groups \\
  --no-new-privs --inh-caps=-all --bounding-set=-all \\
  /bin/sh -c 'cd "$0" && exec "$@"' "$workdir" "$@"
`;

export interface ContainerOptions {
  /** In place of the image's own command. */
  command?: string[];
  env: Record<string, string>;
  /** The only directory that can be written, as /data; none without. */
  data?: string | undefined;
  /** A policy file, which is mounted and named by REACH_OUT_POLICY. */
  policy?: string | undefined;
  /** The file of a cgroup that it is to be in. */
  procs?: string | undefined;
  stdio?: StdioOptions;
}

/** Runs a command of the image as Docker would, without a home directory. */
export function startContainer(image: Image, options: ContainerOptions): ChildProcess {
  const { uid, gid } = image.user;
  const { command = image.command, data = '', policy = '', procs = '', stdio = 'pipe' } = options;
  const place = [temporaryDirectory('root'), image.tree, image.workdir, `${uid}:${gid}`, process.execPath];
  return spawn(
    'unshare',
    ['--mount', '/bin/sh', '-c', ENTER, 'enter', ...place, data, policy, procs, ...command],
    {
      cwd: '/',
      env: {
        PATH: '/opt/node:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        ...image.env,
        ...options.env,
        ...(data && { DATA_DIR: '/data' }),
        ...(policy && { REACH_OUT_POLICY: '/policy.yaml' }),
      },
      stdio,
    },
  );
}

/** Why nothing can be run so on this machine; undefined where it can. */
export function whyNoContainer(): string | undefined {
  if (process.platform !== 'linux') return 'it takes Linux';
  if (process.getuid?.() !== 0) return 'only root may change what is mounted';
  const { status, error, stderr } = spawnSync('unshare', [
    '--mount',
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ]);
  return status === 0
    ? undefined
    : `nothing can be mounted here (${error?.message ?? String(stderr).trim()})`;
}

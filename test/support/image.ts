import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  DockerfileParser,
  type Instruction,
  JSONInstruction,
  ModifiableInstruction,
  PropertyInstruction,
} from 'dockerfile-ast';
import { builtOnce } from './run-directory.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const DOCKERFILE = 'manifest/container/Dockerfile';

/** One line of the Dockerfile. */
interface Step {
  keyword: string;
  flags: Record<string, string>;
  /** Of CMD and the like, the words; of ENV, `NAME=value`. */
  args: string[];
}

/** The steps of a stage, its FROM included. */
export function stepsOf(stage: string): Step[] {
  const { stages } = readDockerfile();
  const steps = stages.find(([from]) => from?.args.at(-1) === stage);
  if (!steps) throw new Error(`the Dockerfile has no stage ${stage}`);
  return steps;
}

/** Every stage, from its FROM to the next one's. */
export function readDockerfile(): { text: string; stages: Step[][] } {
  const text = fs.readFileSync(path.join(ROOT, DOCKERFILE), 'utf8');
  const stages: Step[][] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push([]);
    stages.at(-1)?.push(toStep(instruction));
  }
  return { text, stages };
}

function toStep(instruction: Instruction): Step {
  return { keyword: instruction.getKeyword(), flags: flagsOf(instruction), args: argsOf(instruction) };
}

function flagsOf(instruction: Instruction): Record<string, string> {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  return Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? '']));
}

function argsOf(instruction: Instruction): string[] {
  if (instruction instanceof PropertyInstruction)
    return instruction.getProperties().map((one) => `${one.getName()}=${one.getValue() ?? ''}`);
  const strings = instruction instanceof JSONInstruction ? instruction.getJSONStrings() : [];
  if (strings.length > 0) return strings.map((one) => one.getJSONValue());
  return instruction.getArguments().map((argument) => argument.getValue());
}

/** The image, without Docker: its own files in a directory, and how it is run. */
export interface Image {
  /** What the image has beside its base, by paths from its root. */
  tree: string;
  workdir: string;
  user: { uid: number; gid: number };
  env: Record<string, string>;
  command: string[];
  healthCommand: string[];
}

/** Makes it from what the Dockerfile copies, and from nothing else; once in a run of the tests. */
export async function makeImage(): Promise<Image> {
  const built = await builtOnce('image', make);
  const steps = stepsOf('app');
  const last = (keyword: string) => steps.findLast((step) => step.keyword === keyword)?.args ?? [];
  const [uid = 0, gid = 0] = (last('USER')[0] ?? '').split(':').map(Number);
  return {
    tree: path.join(built, 'app'),
    workdir: last('WORKDIR')[0] ?? '/',
    user: { uid, gid },
    env: Object.fromEntries(
      steps
        .filter(({ keyword }) => keyword === 'ENV')
        .flatMap(({ args }) => args.map((pair) => pair.split('=', 2) as [string, string])),
    ),
    command: last('CMD'),
    healthCommand: healthOf(steps),
  };
}

function healthOf(steps: Step[]): string[] {
  const [, ...words] = steps.find(({ keyword }) => keyword === 'HEALTHCHECK')?.args ?? [];
  return JSON.parse(words.join(' '));
}

async function make(directory: string): Promise<void> {
  // Whoever runs it must be able to read it.
  fs.chmodSync(directory, 0o755);
  const stages = new Map(['build', 'app'].map((name) => [name, path.join(directory, name)]));
  for (const [name, root] of stages) {
    let workdir = '/';
    for (const { keyword, flags, args } of stepsOf(name)) {
      if (keyword === 'WORKDIR') workdir = args[0] ?? '/';
      if (keyword === 'COPY')
        copy(args, flags.from ? stages.get(flags.from) : undefined, path.join(root, workdir));
      if (keyword === 'RUN') perform(args.join(' '), path.join(root, workdir));
    }
  }
}

/** The steps that take no network; the others only bring what is there already. */
function perform(command: string, directory: string): void {
  if (command === 'npm ci')
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'));
  if (command !== 'npm run build') return;
  const { status, stderr } = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: directory,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build stage does not build: ${stderr}`);
}

function copy(args: string[], stage: string | undefined, directory: string): void {
  const target = path.join(directory, args.at(-1) ?? '');
  const from = stage ?? ROOT;
  for (const pattern of args.slice(0, -1)) {
    const files = (stage ? [pattern] : fs.globSync(pattern, { cwd: ROOT })).flatMap((source) => {
      const isDirectory = fs.statSync(path.join(from, source)).isDirectory();
      return isDirectory
        ? filesIn(from, source, target)
        : { source, to: path.join(target, path.basename(source)) };
    });
    const brought = files.filter(({ source }) => stage || isInContext(source));
    if (brought.length === 0) throw new Error(`COPY ${pattern}: nothing of it is in the build's context`);
    for (const { source, to } of brought) {
      fs.mkdirSync(path.dirname(to), { recursive: true });
      fs.cpSync(path.join(from, source), to, { verbatimSymlinks: true });
    }
  }
}

function filesIn(from: string, source: string, target: string): { source: string; to: string }[] {
  const entries = fs.readdirSync(path.join(from, source), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((one) => path.join(one.parentPath, one.name));
  return files.map((file) => {
    const name = path.relative(path.join(from, source), file);
    return { source: path.join(source, name), to: path.join(target, name) };
  });
}

/** By the ignore file beside the Dockerfile: the last pattern that matches decides. */
export function isInContext(name: string): boolean {
  const lines = fs.readFileSync(path.join(ROOT, `${DOCKERFILE}.dockerignore`), 'utf8').split('\n');
  const patterns = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  let isIn = true;
  for (const pattern of patterns) {
    const isBack = pattern.startsWith('!');
    const bare = isBack ? pattern.slice(1) : pattern;
    if (parentsOf(name).some((one) => matches(one, bare))) isIn = isBack;
  }
  return isIn;
}

/** As in Go, a star stands for a leading dot, too. */
function matches(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(name);
}

/** `a/b/c`, `a/b` and `a`. */
function parentsOf(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

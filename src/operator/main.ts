import { VERSION } from '../app/version.ts';
import { smoothForAws } from '../config/aws-environment.ts';
import { explainStatement } from '../store/postgres/faults.ts';
import { openDesk } from './desk.ts';
import { sentenceOfWriting } from './file-faults.ts';
import { Misused, type Word } from './word.ts';
import { WORDS } from './words.ts';

const HELP_OPTIONS = ['--help', '-h'];

const usageOf = (words: Word[]) => `Usage: npm run reach-out -- COMMAND

${words.map(({ usage }) => usage).join('\n\n')}

The database is the one that DATABASE_URL or DATA_DIR names. Reach Out may be running
meanwhile, or not.
`;

smoothForAws(process.env);

// Whoever reads what is printed may stop reading, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  const cause = sentenceOfWriting(error, '-') ?? `What was found could not be written (${error.code}).`;
  process.stderr.write(`${cause}\n`);
  process.exit(1);
});

const [command = 'help', ...args] = process.argv.slice(2);
const word = Object.hasOwn(WORDS, command) ? WORDS[command] : undefined;

if (command === 'help' || [command, ...args].some((one) => HELP_OPTIONS.includes(one))) {
  process.stdout.write(usageOf(word ? [word] : Object.values(WORDS)));
} else if (word) {
  const desk = openDesk(process.env, VERSION, async (...asked) => {
    // All that reaches Slack and AWS is read by those words alone that need it.
    const { examineEnvironment } = await import('../app/doctor/examine-environment.ts');
    return examineEnvironment(...asked);
  });
  try {
    process.exitCode = await word.run(desk, args);
  } catch (error) {
    desk.note((explainStatement(error) as Error).message);
    if (error instanceof Misused) desk.note(`\n${usageOf([word])}`);
    process.exitCode = 1;
  } finally {
    await desk.close();
  }
  // All is done, and what still hangs, such as a program that was to give credentials, keeps nobody waiting.
  process.stdout.write('', () => setImmediate(() => process.exit()));
} else {
  process.stderr.write(`There is no command "${command}".\n\n${usageOf(Object.values(WORDS))}`);
  process.exitCode = 1;
}

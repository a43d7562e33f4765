const NEEDED = 22;
const found = Number(process.versions.node.split('.')[0]);

if (found < NEEDED) {
  process.stderr.write(
    `Reach Out needs Node ${NEEDED} or newer, and this is ${process.version}. Start it with "npm start", which brings its own.\n`,
  );
  process.exit(1);
}

// Imported only now: an older Node could not even read what the app is made of.
const { run } = await import('./run.ts');
await run(process.env);

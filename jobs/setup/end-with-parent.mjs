// Loaded into each child before its own program: when the supervisor is gone, by whatever death, the channel to it
// closes, and the child ends in good order; one that cannot is ended after ten seconds.
const parent = Number(new URL(import.meta.url).searchParams.get('parent'));

// Node hands these flags on to what the child forks itself. Those answer to their own parent: without their channel
// they would take their work for done and end in the middle of it.
if (process.ppid === parent) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep alive a program that has done its work.
  process.channel?.unref();
}

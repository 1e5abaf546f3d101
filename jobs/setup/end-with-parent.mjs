// Loaded into each child before its own program: when the supervisor is gone, by whatever death, the channel to it
// closes, and the child ends in good order; one that cannot is ended after ten seconds. The address of this module
// names the supervisor, because a child hands its flags on to children of its own, whose channels are not for us.
if (process.ppid === Number(new URL(import.meta.url).searchParams.get('parent'))) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep alive a program that has done its work.
  process.channel?.unref();
}

/** Next calls this once in each web process, before its first request. */
export async function register(): Promise<void> {
  const { sendPagePolicy } = await import('#lib/access/page-policy');
  sendPagePolicy();
}

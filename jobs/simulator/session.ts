/** A session with one Concord address, as a browser holds it: cookies come back, and requests say where they come from. */
export class Session {
  private readonly cookies = new Map<string, string>();
  readonly address: string;

  constructor(address: string) {
    this.address = address.replace(/\/$/, '');
  }

  /** Signs in through the real form's address. Returns whether the server said yes; throws when it cannot be reached. */
  async signIn(email: string, password: string): Promise<boolean> {
    this.cookies.clear();
    const { csrfToken } = (await (await this.request('/api/auth/csrf')).json()) as { csrfToken: string };
    const answer = await this.request('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    });
    await answer.body?.cancel();
    return [...this.cookies.keys()].some((name) => name.endsWith('next-auth.session-token'));
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('origin', this.address);
    if (this.cookies.size)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(`${this.address}${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...init,
      headers,
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) this.cookies.set(name, value!);
    }
    return answer;
  }
}

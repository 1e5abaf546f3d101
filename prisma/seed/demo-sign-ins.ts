/** Sign-ins of the embedded demo. They exist only in its database, which listens on this machine alone. */
export const DEMO_PASSWORD = 'concord-demo';

export const DEMO_SIGN_INS = [
  { role: 'Annotator', email: 'maren@example.org', password: DEMO_PASSWORD },
  { role: 'Lead', email: 'lead@example.org', password: DEMO_PASSWORD },
  { role: 'Admin', email: 'admin@example.org', password: DEMO_PASSWORD },
] as const;

// Where does a browser sign in with a secret? The secret is behind the `#`: no server's log and no preview of a link has it.

export function signInLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/#/sign-in/${secret}`;
}

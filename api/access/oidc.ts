// How does the sign-in provider say who somebody is? By the authorization code flow with PKCE; its metadata is read when it is first needed, and again after a failure.
import type { Authentication } from '../../src/contracts/authentication';
import type { Claims } from '../../src/domain/provider-account';
import { DayshiftError, mask } from '../../src/errors';

const CLOCKS_DIFFER_BY_S = 60;
const ANSWER_WITHIN_S = 10;

/** What the browser keeps between the two steps, in a cookie that no script can read. */
export interface Pending { state: string; nonce: string; verifier: string; to: string }

export interface Provider {
  /** Where the browser goes, and what it keeps meanwhile. Throws `provider-unreachable`. */
  begin(to: string): Promise<{ address: string; pending: Pending }>;
  /** What the provider says of the account. `came`: the address that the browser came back to. Throws `provider-refused`, `provider-unreachable`. */
  finish(came: URL, pending: Pending): Promise<Claims>;
}

type Oidc = NonNullable<Authentication['oidc']>;
type Library = Awaited<ReturnType<typeof load>>;
type Configuration = InstanceType<Library['Configuration']>;

export function createProvider(oidc: Oidc, redirectTo: string): Provider {
  let known: Promise<Configuration> | undefined;

  function configuration(library: Library): Promise<Configuration> {
    known ??= discover(library, oidc).catch((error: unknown) => {
      known = undefined; // it is asked again next time
      throw faultOf(error, oidc, true);
    });
    return known;
  }

  async function begin(to: string): Promise<{ address: string; pending: Pending }> {
    const library = await load();
    const config = await configuration(library);
    const pending: Pending = { state: library.randomState(), nonce: library.randomNonce(), verifier: library.randomPKCECodeVerifier(), to };
    const address = library.buildAuthorizationUrl(config, {
      redirect_uri: redirectTo, scope: oidc.scopes.join(' '), state: pending.state, nonce: pending.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(pending.verifier), code_challenge_method: 'S256',
    });
    return { address: address.href, pending };
  }

  async function finish(came: URL, { state, nonce, verifier }: Pending): Promise<Claims> {
    const library = await load();
    const config = await configuration(library);
    try {
      const tokens = await library.authorizationCodeGrant(config, came, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims: Claims = { ...tokens.claims() };
      const more = config.serverMetadata().userinfo_endpoint ? await library.fetchUserInfo(config, tokens.access_token, String(claims['sub'])) : {};
      return { ...more, ...claims };
    } catch (error) {
      throw faultOf(error, oidc);
    }
  }

  return { begin, finish };
}

async function discover(library: Library, { issuer, clientId, clientSecret }: Oidc): Promise<Configuration> {
  const isPlain = issuer.startsWith('http:'); // the file allows it for this machine only
  return library.discovery(new URL(issuer), clientId, { [library.clockTolerance]: CLOCKS_DIFFER_BY_S }, clientSecret ? library.ClientSecretPost(clientSecret) : library.None(), {
    timeout: ANSWER_WITHIN_S, execute: [library.enableNonRepudiationChecks, ...(isPlain ? [library.allowInsecureRequests] : [])], // the token's signature is checked, also where TLS vouches for who sent it
  });
}

/** It is an ES module, which both kinds of program load this way. */
function load() {
  return import('openid-client');
}

/** The provider has said no, what it sent does not hold, or it cannot be reached. Codes and tokens are not repeated. */
function faultOf(error: unknown, { issuer }: Oidc, isAway = chainOf(error).some(isSilence)): DayshiftError {
  const said = chainOf(error).map((one) => one.error).find((code) => typeof code === 'string');
  const [{ message } = { message: undefined }] = chainOf(error);
  const reason = typeof said === 'string' ? said : typeof message === 'string' ? mask(message) : 'no reason';
  return new DayshiftError(isAway ? 'provider-unreachable' : 'provider-refused', { issuer, reason }, { cause: error });
}

interface Told { name?: unknown; code?: unknown; error?: unknown; message?: unknown; status?: unknown; cause?: unknown }

/** The error and what caused it. */
function chainOf(error: unknown): Told[] {
  return typeof error === 'object' && error !== null ? [error, ...chainOf('cause' in error ? error.cause : undefined)] : [];
}

/** No connection, no answer in time, or an answer of a server in trouble. */
function isSilence({ name, code, status }: Told): boolean {
  return name === 'TypeError' || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || (typeof status === 'number' && status >= 500);
}

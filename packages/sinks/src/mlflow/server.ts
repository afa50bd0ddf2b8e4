import { NopropError } from '@noprop/core';

/** A tracking server, and how to say who one is. */
export interface MlflowServer {
  /** Address without a slash at its end and without secrets: it may be shown. */
  readonly uri: string;
  /** Value of the header Authorization; never shown and never stored. */
  readonly authorization?: string;
}

/**
 * The server that an option or the environment names, with the token or the user and password of the environment.
 *
 * @throws NopropError `mlflow_server` where there is none, or for an address that cannot be used
 */
export function mlflowServer(option: string | undefined, env: NodeJS.ProcessEnv): MlflowServer {
  const given = option ?? env.MLFLOW_TRACKING_URI;
  if (given === undefined || given === '') {
    const hint = 'Give with.uri, or set MLFLOW_TRACKING_URI, e.g. to http://127.0.0.1:5000.';
    throw issue('No MLflow tracking server is named.', hint);
  }
  const uri = checkUri(given, option === undefined ? 'MLFLOW_TRACKING_URI' : 'uri');
  const authorization = authorizationOf(env);
  return { uri, ...(authorization !== undefined && { authorization }) };
}

/**
 * An address that can be used, in its plain form. The message does not repeat it: it may hold a password.
 *
 * @param what where it was given, for the message
 */
export function checkUri(given: string, what: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw issue(`${what} must be the http or https address of a server.`, 'Start one with "mlflow server".');
  }
  if (url.username !== '' || url.password !== '') {
    const hint = 'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.';
    throw issue(`${what} must not hold a user or a password: it is kept in the record of the run.`, hint);
  }
  if (url.search !== '' || url.hash !== '') {
    throw issue(`${what} must be an address alone, without "?" and "#".`, 'Remove what follows the path.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function authorizationOf(env: NodeJS.ProcessEnv): string | undefined {
  const { MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password } = env;
  if (token) return `Bearer ${token}`;
  if (!user) return undefined;
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
}

const issue = (message: string, hint: string): NopropError =>
  new NopropError({ code: 'mlflow_server', path: 'uri', message, hint });

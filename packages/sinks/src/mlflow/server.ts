import { NopropError } from '@noprop/core';

/** A tracking server and the credentials for it. */
export interface MlflowServer {
  /** Address without a trailing slash or credentials, so it can be shown. */
  readonly uri: string;
  /** Value of the Authorization header; never shown or stored. */
  readonly authorization?: string;
}

/**
 * The server given by the option or else by the environment, with the credentials from the environment.
 *
 * @throws NopropError `mlflow_server` if no server is given or its address cannot be used
 */
export function mlflowServer(option: string | undefined, env: NodeJS.ProcessEnv): MlflowServer {
  const given = option ?? env.MLFLOW_TRACKING_URI;
  if (given === undefined || given === '') {
    const hint = 'Set with.uri or MLFLOW_TRACKING_URI, e.g. to http://127.0.0.1:5000.';
    throw issue('No MLflow tracking server is set.', hint);
  }
  const uri = checkUri(given, option === undefined ? 'MLFLOW_TRACKING_URI' : 'uri');
  const authorization = authorizationOf(env);
  return { uri, ...(authorization !== undefined && { authorization }) };
}

/**
 * Checks an address and drops trailing slashes. Error messages do not repeat the address, because it may contain a
 * password.
 *
 * @param what name of the option or variable, for error messages
 * @throws NopropError `mlflow_server`
 */
export function checkUri(given: string, what: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw issue(`${what} must be the http or https address of a server.`, 'Start one with "mlflow server".');
  }
  if (url.username !== '' || url.password !== '') {
    const hint = 'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.';
    throw issue(`${what} must not contain a user name or password, because it is saved with the run.`, hint);
  }
  if (url.search !== '' || url.hash !== '') {
    throw issue(`${what} must not contain "?" or "#".`, 'Remove everything after the path.');
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

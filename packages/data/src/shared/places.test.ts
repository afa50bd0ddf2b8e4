import { homedir } from 'node:os';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheFolder, places } from './places';
import { tinyArchive } from './testing-files';

const test = suite('places');
const { archive } = tinyArchive();

const folders = (environment: Record<string, string>, root?: string): string[] =>
  places({ ...archive, debian: '/usr/share/datasets/tiny' }, root, environment).map(
    ({ origin, folder }) => `${origin} ${folder}`,
  );

test('lists NOPROP_DATA before the cache, and the cache before Debian', () => {
  assert.equal(folders({ NOPROP_DATA: '/data', NOPROP_CACHE: '/cache' }), [
    'folder /data/tiny',
    'folder /data',
    'cache /cache/data/tiny',
    'debian /usr/share/datasets/tiny',
  ]);
});

test('treats an empty variable as unset', () => {
  assert.equal(folders({ NOPROP_DATA: '', NOPROP_CACHE: '/cache' }), [
    'cache /cache/data/tiny',
    'debian /usr/share/datasets/tiny',
  ]);
});

test('lists only root if it is set', () => {
  assert.equal(folders({ NOPROP_DATA: '/data' }, '/mine'), ['folder /mine']);
  assert.equal(folders({}, 'mine'), [`folder ${process.cwd()}/mine`]);
});

test('puts the cache under NOPROP_CACHE, else XDG_CACHE_HOME, else the home folder', () => {
  assert.is(cacheFolder('tiny', { NOPROP_CACHE: '/a', XDG_CACHE_HOME: '/b' }), '/a/data/tiny');
  assert.is(cacheFolder('tiny', { XDG_CACHE_HOME: '/b' }), '/b/noprop/data/tiny');
  assert.is(cacheFolder('tiny', { XDG_CACHE_HOME: 'relative' }), `${homedir()}/.cache/noprop/data/tiny`);
  assert.is(cacheFolder('tiny', {}), `${homedir()}/.cache/noprop/data/tiny`);
});

test.run();
